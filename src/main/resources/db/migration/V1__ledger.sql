-- What Heed remembers. The application's role is ${app}; it owns nothing, and may only add to the ledger.

create table subject (
    id         uuid primary key,
    version    bigint      not null default 0,
    created_at timestamptz not null default clock_timestamp()
);
comment on table subject is 'A person, under an id of ours.';

create table contact_point (
    point      text        not null,
    subject_id uuid        not null references subject,
    since      timestamptz not null default clock_timestamp(),
    primary key (point, subject_id)
);
create index on contact_point (subject_id);
comment on table contact_point is 'E-mail addresses and telephone numbers in normal form; several subjects may share one.';

create table record (
    system     text        not null,
    id         text        not null,
    subject_id uuid        not null references subject,
    present    boolean     not null default true,
    email      text,
    phone      text,
    seen_at    timestamptz not null default clock_timestamp(),
    primary key (system, id)
);
create index on record (subject_id);
comment on table record is 'The records in which the systems keep the subject.';

create table view (
    system  text        not null,
    record  text        not null,
    key     text        not null,
    token   text        not null,
    sent    text,
    sent_at timestamptz,
    seen_at timestamptz not null,
    repairs int         not null default 0,
    earlier jsonb       not null default '[]',
    primary key (system, record, key),
    foreign key (system, record) references record (system, id)
);
comment on table view is 'What each field of each record is known to hold: last observed or last accepted there. Earlier: what was written before, whose echo may come late; of permissions only.';

create table inbound (
    id           bigint generated always as identity primary key,
    system       text        not null,
    feed         text        not null,
    body         bytea       not null,
    charset      text,
    form         boolean     not null,
    digest       text        not null,
    received_at  timestamptz not null,
    lane         text,
    state        text        not null default 'new' check (state in ('new', 'done', 'parked')),
    woken_at     timestamptz not null default clock_timestamp()
);
create index on inbound (woken_at) where state = 'new';
comment on table inbound is 'Raw messages as they came in, written before they are acknowledged.';

create table inbound_key (
    key     text        not null primary key,
    seen_at timestamptz not null default clock_timestamp()
);
create index on inbound_key (seen_at);
comment on table inbound_key is 'Idempotent consumer: one row a native event, written with its effect.';

create table ledger (
    sequence      bigint generated always as identity primary key,
    change_id     uuid        not null unique,
    subject_id    uuid        not null references subject,
    key           text        not null,
    value         text        not null,
    contact_point text,
    source        text        not null,
    record        text        not null,
    actor         text        not null,
    evidence      text        not null,
    captured_from timestamptz not null,
    captured_to   timestamptz not null,
    source_order  bigint,
    received_at   timestamptz not null,
    recorded_at   timestamptz not null default clock_timestamp(),
    provenance    jsonb       not null,
    rule          text        not null
);
create index on ledger (subject_id, key);
create index on ledger (contact_point, key) where contact_point is not null;
comment on table ledger is 'Every change and what became of it. Rows are added, never altered.';

create function refuse() returns trigger language plpgsql as
$$ begin raise exception 'the ledger is append-only'; end $$;

create trigger ledger_is_append_only before update or delete on ledger for each row execute function refuse();
create trigger ledger_is_not_truncated before truncate on ledger for each statement execute function refuse();

create table state (
    subject_id    uuid   not null references subject,
    key           text   not null,
    contact_point text   not null,
    value         text   not null,
    change_id     uuid   not null,
    version       bigint not null,
    primary key (subject_id, key, contact_point)
);
comment on table state is 'The resolved answer now; contact_point is empty where none is concerned.';

create table delivery (
    change_id    uuid        not null,
    system       text        not null,
    subject_id   uuid        not null,
    key          text        not null,
    state        text        not null,
    reason       text,
    attempts     int         not null default 0,
    alone        boolean     not null default false,
    queued_at    timestamptz not null default clock_timestamp(),
    due_at       timestamptz not null default clock_timestamp(),
    accepted_at  timestamptz,
    confirmed_at timestamptz,
    settled_at   timestamptz,
    primary key (change_id, system, subject_id)
);
create index on delivery (system, due_at) where state = 'queued';
create index on delivery (subject_id, system) where state in ('queued', 'accepted');
create index on delivery (system, state) where state in ('parked', 'accepted');
comment on table delivery is 'The carrying of each change to each system.';

create table lane (
    system       text        not null,
    subject_id   uuid        not null,
    node         text        not null,
    leased_until timestamptz not null,
    primary key (system, subject_id)
);
comment on table lane is 'Held while a subject is being carried to a system: one call at a time for each, over all nodes.';

create table parked (
    id          bigint generated always as identity primary key,
    system      text        not null,
    direction   text        not null check (direction in ('in', 'out')),
    inbound_id  bigint references inbound,
    change_id   uuid,
    subject_id  uuid,
    reason      text        not null,
    parked_at   timestamptz not null default clock_timestamp(),
    resolved_at timestamptz
);
create index on parked (system) where resolved_at is null;
comment on table parked is 'Kept, visible, waiting for a person.';

create table feed_position (
    system     text        not null,
    feed       text        not null,
    position   text        not null,
    updated_at timestamptz not null default clock_timestamp(),
    primary key (system, feed)
);
comment on table feed_position is 'How far each feed was read, written with what was read.';

create table receipt (
    change_id    uuid primary key,
    completed_at timestamptz not null,
    systems      int         not null
);
comment on table receipt is 'When a change had come to an end in every system.';

grant usage on schema public to ${app};
grant select, insert on all tables in schema public to ${app};
grant update, delete on subject, contact_point, record, view, inbound, inbound_key, state, delivery, lane, parked, feed_position, receipt to ${app};
grant usage, select on all sequences in schema public to ${app};

-- What Heed remembers. The application's role is ${app}; it owns nothing, and may only add to the ledger.
-- What is personal is sealed: columns named sealed, and inbound.body. Look-ups go by keyed hash.

create table subject (
    id          uuid primary key,
    version     bigint      not null default 0,
    length      bigint      not null default 0,
    head        bytea       not null default decode(repeat('00', 32), 'hex'),
    recorded_at timestamptz not null default 'epoch',
    erased_at   timestamptz,
    look_again_at timestamptz,
    created_at  timestamptz not null default clock_timestamp()
);
create index on subject (look_again_at) where look_again_at is not null;
comment on table subject is 'A person, under an id of ours; length and head of their chain in the ledger; when something was last recorded that concerns them.';
comment on column subject.look_again_at is 'When time alone may change what holds for them and the systems are to hear of it; null where it never does.';

create table policy_in_force (
    id     int         primary key default 1 check (id = 1),
    digest text        not null,
    since  timestamptz not null
);
comment on table policy_in_force is 'By which policy everybody was looked at last.';

create table subject_key (
    subject_id uuid  primary key references subject,
    wrapped    bytea not null
);
comment on table subject_key is 'The key by which a person''s values are sealed, wrapped by the master key. It is deleted to erase them.';

create table merge (
    subject_id uuid        not null references subject,
    into_id    uuid        not null references subject,
    since      timestamptz not null,
    until      timestamptz,
    entry_id   uuid        not null,
    primary key (subject_id, since),
    check (subject_id <> into_id)
);
create unique index on merge (subject_id) where until is null;
create index on merge (into_id);
comment on table merge is 'Two subjects that turned out to be one person, and for how long that was believed. Their entries stay in the chains they were written to.';

-- In plpgsql, whose plans are kept: these two are part of nearly every statement, and hardly anybody was ever merged.
create function person_of(subject uuid, at timestamptz) returns uuid language plpgsql stable as
$$
declare
    person uuid := subject;
    other  uuid;
begin
    for step in 1..100 loop
        select into_id into other from merge where subject_id = person and since <= at and (until is null or until > at);
        exit when not found;
        person := other;
    end loop;
    return person;
end
$$;
comment on function person_of is 'The subject who speaks for this one at that time.';

create function members_of(person uuid, at timestamptz) returns setof uuid language plpgsql stable rows 1 as
$$
begin
    return next person;
    if exists (select from merge where into_id = person) then
        return query
            with recursive down (id) as (
                select person
                union
                select merge.subject_id from down join merge on merge.into_id = down.id and since <= at and (until is null or until > at))
            select id from down where id <> person;
    end if;
end
$$;
comment on function members_of is 'The subject and all who were found to be the same person at that time.';

create table contact_point (
    point      bytea       not null,
    subject_id uuid        not null references subject,
    origin     text        not null default 'subject',
    sealed     bytea       not null,
    since      timestamptz not null,
    primary key (point, subject_id)
);
create index on contact_point (subject_id);
comment on table contact_point is 'E-mail addresses and telephone numbers in normal form, by keyed hash; several subjects may share one.';

create table record (
    system     text        not null,
    id         bytea       not null,
    subject_id uuid        not null references subject,
    present    boolean     not null default true,
    sealed     bytea       not null,
    sealed_by  uuid        not null,
    seen_at    timestamptz not null,
    primary key (system, id, subject_id)
);
create index on record (subject_id);
comment on table record is 'The records in which the systems keep the subject, by keyed hash of their ids, with what each field is known to hold.';

create table record_history (
    system     text        not null,
    id         bytea       not null,
    subject_id uuid        not null references subject,
    present    boolean     not null,
    sealed     bytea       not null,
    sealed_by  uuid        not null,
    since      timestamptz not null,
    number     bigint      generated always as identity primary key
);
create index on record_history (subject_id, system, id, since desc, number desc);
comment on table record_history is 'What each record was known to hold before.';

create table inbound (
    id           bigint generated always as identity primary key,
    system       text        not null,
    feed         text        not null,
    body         bytea       not null,
    wrapped      bytea,
    subject_id   uuid,
    charset      text,
    form         boolean     not null,
    digest       text        not null,
    received_at  timestamptz not null,
    lane         text,
    state        text        not null default 'new' check (state in ('new', 'done', 'parked')),
    woken_at     timestamptz not null default clock_timestamp()
);
create index on inbound (woken_at) where state = 'new';
create index on inbound (system, id);
create index on inbound (subject_id) where subject_id is not null;
comment on table inbound is 'Raw messages as they came in, sealed and written before they are acknowledged; the key of each is handed to the subject it is about.';

create table inbound_other (
    subject_id uuid   not null references subject,
    inbound_id bigint not null references inbound,
    primary key (subject_id, inbound_id)
);
comment on table inbound_other is 'Who else a message was about.';

create table inbound_key (
    key       text        not null primary key,
    digest    text,
    change_id uuid,
    seen_at   timestamptz not null default clock_timestamp()
);
create index on inbound_key (seen_at);
comment on table inbound_key is 'Idempotent consumer: one row a native event, written with its effect.';
comment on column inbound_key.digest is 'Of what was told with this key through the API, so that the same key with other content is found out.';
comment on column inbound_key.change_id is 'What was answered through the API, so that it is answered again.';

create table strand (
    id          uuid    primary key,
    subject_id  uuid    not null references subject,
    point       bytea,
    restrictive boolean not null,
    counted     boolean not null
);
create index on strand (subject_id);
create index on strand (point) where restrictive;
comment on table strand is 'Entries of one subject that differ only in when they were made: of each strand only its ends can matter to what holds.';

create table ledger (
    sequence      bigint generated always as identity primary key,
    entry_id      uuid        not null unique,
    subject_id    uuid        not null references subject,
    position      bigint      not null,
    kind          text        not null,
    strand        uuid        references strand,
    key           text,
    value         text,
    point         bytea,
    source        text,
    actor         text,
    evidence      text,
    jurisdiction  text,
    captured_from timestamptz,
    captured_to   timestamptz,
    source_order  bigint,
    received_at   timestamptz,
    recorded_at   timestamptz not null,
    rule          text,
    sealed        bytea       not null,
    prior         bytea       not null,
    hash          bytea       not null,
    transaction   xid8        not null default pg_current_xact_id(),
    unique (subject_id, position)
);
create index on ledger (strand, captured_to desc, source_order desc nulls last, entry_id desc) include (recorded_at, captured_from, sequence);
create index on ledger (strand, captured_from desc, captured_to desc) include (recorded_at, source_order, entry_id, sequence);
create index on ledger (strand, source_order desc) include (recorded_at, captured_from, captured_to, entry_id, sequence) where source_order is not null;
create index on ledger (transaction);
create index on ledger (recorded_at);
comment on table ledger is 'Every change and what became of it. Rows are added, never altered; each holds the hash of the one before it in its subject''s chain.';

create function refuse() returns trigger language plpgsql as
$$ begin raise exception 'the ledger is append-only'; end $$;

create trigger ledger_is_append_only before update or delete on ledger for each row execute function refuse();
create trigger ledger_is_not_truncated before truncate on ledger for each statement execute function refuse();

create table state (
    subject_id uuid   not null references subject,
    key        text   not null,
    point      bytea  not null,
    value      text,
    entry_id   uuid   not null,
    version    bigint not null,
    primary key (subject_id, key, point)
);
comment on table state is 'The resolved answer now; point is empty where no address is concerned, value where it is an attribute''s and stands sealed in the entry.';

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
grant update, delete on subject, subject_key, merge, contact_point, record, record_history, inbound, inbound_other, inbound_key, state, delivery, lane, parked, feed_position, receipt, policy_in_force to ${app};
grant usage, select on all sequences in schema public to ${app};
-- what was deleted for good is to leave the pages of the table too
grant maintain on subject_key, contact_point, record, record_history, inbound to ${app};

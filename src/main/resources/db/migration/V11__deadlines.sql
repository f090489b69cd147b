-- By when what is carried is to have arrived, what was raised about it, and what retention dropped.

create table delivery_clock (
    change_id    uuid        not null,
    system       text        not null,
    subject_id   uuid        not null,
    started_at   timestamptz not null,
    again        boolean     not null default false,
    deadline_at  timestamptz,
    law          text,
    jurisdiction text,
    alarm_at     timestamptz,
    primary key (change_id, system, subject_id)
);
create index on delivery_clock (alarm_at) where alarm_at is not null;
create index on delivery_clock (started_at) where again;
comment on table delivery_clock is 'The deadline of each delivery of a refusal, and when to look at it next; for other deliveries only when they were carried again.';
comment on column delivery_clock.again is 'It had arrived and was lost there, or nobody was there to be told, and the clock runs from when that was noticed.';

create table deadline_alarm (
    change_id   uuid        not null,
    system      text        not null,
    subject_id  uuid        not null,
    started_at  timestamptz not null,
    level       text        not null check (level in ('half', 'most', 'late')),
    deadline_at timestamptz not null,
    raised_at   timestamptz not null,
    claimed_at  timestamptz,
    told_at     timestamptz,
    cleared_at  timestamptz,
    primary key (change_id, system, subject_id, started_at, level)
);
create index on deadline_alarm (system) where cleared_at is null;
create index on deadline_alarm (raised_at) where told_at is null;
comment on table deadline_alarm is 'Deliveries that were not confirmed at half, at most and at all of their time.';

create table retention_run (
    day          date        primary key,
    started_at   timestamptz not null,
    ended_at     timestamptz,
    messages     bigint      not null default 0,
    keys         bigint      not null default 0,
    parked       bigint      not null default 0,
    deliveries   bigint      not null default 0,
    receipts     bigint      not null default 0,
    ledger_past  bigint      not null default 0
);
comment on table retention_run is 'What was dropped each day because it was past retention, and how many ledger entries are past it and stay.';

create view heard as
    select entry_id as change_id, received_at, jurisdiction, subject.erased_at is not null as erased
    from ledger join subject on subject.id = ledger.subject_id where kind = 'change';
comment on view heard is 'Each change in the ledger: when it was heard, under which laws by its source''s own word, and whether the person it is about was erased.';

-- small, and enough for tables that grow in the order of time
create index on delivery using brin (settled_at) with (autosummarize = on);
create index on ledger using brin (received_at) with (autosummarize = on);
create index on inbound using brin (received_at) with (autosummarize = on);
create index on receipt using brin (completed_at) with (autosummarize = on);
create index on inbound_other (inbound_id);
create index on parked (inbound_id) where inbound_id is not null;

grant select, insert, update, delete on delivery_clock, deadline_alarm, retention_run to ${app};
grant select on heard to ${app};

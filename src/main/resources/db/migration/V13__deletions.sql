-- Records that a system is to delete because the person they are about asked to be erased, and what became of each.

create table deletion (
    id         uuid        primary key default gen_random_uuid(),
    person_id  uuid        not null references subject,
    system     text        not null,
    record     bytea       not null,
    sealed     bytea,
    wrapped    bytea,
    state      text        not null default 'waiting' check (state in ('waiting', 'erased', 'refused')),
    attempts   int         not null default 0,
    alone      boolean     not null default false,
    reason     text,
    node       text,
    planned_at timestamptz not null default clock_timestamp(),
    due_at     timestamptz not null default clock_timestamp(),
    settled_at timestamptz,
    unique (person_id, system, record),
    check ((state = 'waiting') = (sealed is not null) and (sealed is null) = (wrapped is null))
);
create index on deletion (system, due_at) where state = 'waiting';
create index on deletion (system, record);
comment on table deletion is 'Records to be deleted in their systems. The id is sealed with a key of its own, for the person''s is destroyed meanwhile; both are gone when the system has answered.';
comment on column deletion.record is 'Keyed hash of the id, so that none is planned twice, and what is still told of the record makes nobody known again.';

alter table erasure add column completed_at timestamptz;
comment on column erasure.completed_at is 'When the last system had answered for the last record; null before.';
update erasure set completed_at = erased_at;

alter table parked drop constraint parked_direction_check;
alter table parked add constraint parked_direction_check check (direction in ('in', 'out', 'erase'));

grant select, insert, update, delete on deletion to ${app};
-- what was wiped is to leave the pages of the table too
grant maintain on deletion to ${app};

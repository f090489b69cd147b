-- Who asked to be erased, and names by which other systems' records are known before they show themselves.

create table erasure (
    person_id   uuid        primary key references subject,
    ordered_at  timestamptz not null,
    due_at      timestamptz not null,
    erased_at   timestamptz,
    certificate jsonb
);
comment on table erasure is 'Who is to be erased, and the certificate that they were: nothing in it is about the person.';

create table alias (
    system     text  not null,
    id         bytea not null,
    subject_id uuid  not null references subject,
    primary key (system, id)
);
create index on alias (subject_id);
comment on table alias is 'Records that a record of another system says are the same person''s, by keyed hash of their ids.';

grant select, insert, update, delete on erasure, alias to ${app};

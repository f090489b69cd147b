-- By what was judged when, so that a look into the past is judged by what was in force then.

create table policy_note (
    number bigint      generated always as identity primary key,
    since  timestamptz not null,
    digest text        not null,
    files  jsonb       not null
);
create index on policy_note (digest);
comment on table policy_note is 'Each policy, with its taxonomy and mapping tables, as it came into force: it counts from then on until the next.';
comment on column policy_note.files is 'The texts by the names of the files; the digest is SHA-256 of their canonical JSON.';

create trigger policy_note_is_append_only before update or delete on policy_note for each row execute function refuse();
create trigger policy_note_is_not_truncated before truncate on policy_note for each statement execute function refuse();

grant select, insert on policy_note to ${app};

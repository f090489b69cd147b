create table subject (id uuid primary key, length bigint not null default 0, head bytea);
create table ledger (
    sequence bigint generated always as identity primary key, entry_id uuid not null unique, subject_id uuid not null references subject,
    position bigint not null, kind text not null, key text, value text, point bytea, source text, actor text, evidence text, jurisdiction text,
    captured_from timestamptz, captured_to timestamptz, source_order bigint, received_at timestamptz, recorded_at timestamptz not null,
    rule text, sealed bytea, prior bytea not null, hash bytea not null, transaction xid8 not null default pg_current_xact_id(),
    unique (subject_id, position)
);
create function refuse() returns trigger language plpgsql as $$ begin raise exception 'the ledger is append-only'; end $$;
create trigger ledger_is_append_only before update or delete on ledger for each row execute function refuse();
create trigger ledger_is_not_truncated before truncate on ledger for each statement execute function refuse();
grant usage on schema public to ${app};
grant select, insert on ledger to ${app};
grant select, insert, update on subject to ${app};
grant usage, select on all sequences in schema public to ${app};

-- What the ledger had become at certain moments, signed: the heads of its chains are leaves of a Merkle tree that only grows.

create table checkpoint_key (
    id         text        primary key,
    public_key bytea       not null,
    since      timestamptz not null default clock_timestamp()
);
comment on table checkpoint_key is 'The public keys that checkpoints are signed with. Which of them are trusted is not said here.';

create table checkpoint (
    number    bigint      primary key,
    size      bigint      not null unique,
    root      bytea       not null,
    at        timestamptz not null,
    entries   bigint      not null,
    horizon   bigint      not null,
    prior     bytea       not null,
    key       text        not null references checkpoint_key,
    signature bytea       not null
);
comment on table checkpoint is 'Signed roots of the tree, each holding the hash of the one before.';

create table checkpoint_leaf (
    index      bigint primary key,
    subject_id uuid   not null,
    position   bigint not null,
    head       bytea  not null,
    unique (subject_id, position)
);
comment on table checkpoint_leaf is 'How far a chain had come, and its hash there. The checkpoint it belongs to is the first whose size is above its index.';

create table merkle_node (
    level int    not null,
    index bigint not null,
    hash  bytea  not null,
    primary key (level, index)
);
comment on table merkle_node is 'The perfect subtrees above the leaves: a proof reads as many as the tree is high.';

create trigger checkpoint_key_is_append_only before update or delete on checkpoint_key for each row execute function refuse();
create trigger checkpoint_key_is_not_truncated before truncate on checkpoint_key for each statement execute function refuse();
create trigger checkpoint_is_append_only before update or delete on checkpoint for each row execute function refuse();
create trigger checkpoint_is_not_truncated before truncate on checkpoint for each statement execute function refuse();
create trigger checkpoint_leaf_is_append_only before update or delete on checkpoint_leaf for each row execute function refuse();
create trigger checkpoint_leaf_is_not_truncated before truncate on checkpoint_leaf for each statement execute function refuse();
create trigger merkle_node_is_append_only before update or delete on merkle_node for each row execute function refuse();
create trigger merkle_node_is_not_truncated before truncate on merkle_node for each statement execute function refuse();

create table checkpoint_sent (
    queue  text   primary key,
    number bigint not null
);
comment on table checkpoint_sent is 'How far the checkpoints were sent to a queue.';

grant select, insert on checkpoint_key, checkpoint, checkpoint_leaf, merkle_node, checkpoint_sent to ${app};
grant update on checkpoint_sent to ${app};

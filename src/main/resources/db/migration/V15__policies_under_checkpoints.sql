-- By what was judged is evidence too: each checkpoint holds a hash over the policies noted until then.

alter table checkpoint add policies_count bigint, add policies_hash bytea;
comment on column checkpoint.policies_count is 'How many policy notes it covers; null for checkpoints that are older than this column, and where nothing was noted yet.';

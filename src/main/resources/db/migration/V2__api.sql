-- What the API needs besides: the answer that was given to an event, and the last message of each system.

alter table inbound_key add column digest text, add column change_id uuid;
comment on column inbound_key.digest is 'Of what was told with this key through the API, so that the same key with other content is found out.';
comment on column inbound_key.change_id is 'What was answered through the API, so that it is answered again.';

create index on inbound (system, id);

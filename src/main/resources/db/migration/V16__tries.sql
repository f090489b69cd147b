alter table inbound add column tries integer not null default 0;
comment on column inbound.tries is 'How often it was taken up alone and failed for what it says.';

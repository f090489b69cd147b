-- Messages of one lane are taken up in the order they came in: whoever takes one asks what waits before it.
create index on inbound (lane, id) where state = 'new';

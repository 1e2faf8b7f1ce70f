-- Each transaction of the books is sealed: its hash covers itself, its entries, and the seal before it. Whoever changes, removes or
-- slips in one row breaks every seal after it. The head of the chain, kept elsewhere, shows that the end was not cut off.
create table ledger.seal (
    number         bigint      not null,
    transaction_id uuid        not null,
    previous_hash  bytea       not null,
    hash           bytea       not null,
    sealed_at      timestamptz not null,
    constraint seal_pk primary key (number),
    constraint seal_once unique (transaction_id),
    constraint seal_transaction_fk foreign key (transaction_id) references ledger.transaction (transaction_id),
    constraint seal_counts check (number > 0),
    constraint seal_hashes check (octet_length(hash) = 32 and octet_length(previous_hash) = 32)
);

-- Every movement of the balance at Stripe has its place in the books: Stripe's own charges for services, and what somebody else
-- moved on a shared account. That is neither income nor expense of ours; it stands here so that our balance is Stripe's.
alter table ledger.account
    drop constraint account_kind_known,
    add constraint account_kind_known check (kind in ('asset', 'income', 'expense', 'foreign'));

insert into ledger.account (account, kind)
values ('others', 'foreign');

alter table ledger.transaction
    drop constraint transaction_kind_known,
    add constraint transaction_kind_known check (
        kind in ('charge', 'refund', 'dispute', 'payout', 'fee', 'foreign', 'adjustment'));

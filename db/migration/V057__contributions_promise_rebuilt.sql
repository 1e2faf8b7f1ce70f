-- A promise that was known again from Stripe alone. Its payments before then were thanked for once already.
alter table contributions.promise
    add column rebuilt_at timestamptz;

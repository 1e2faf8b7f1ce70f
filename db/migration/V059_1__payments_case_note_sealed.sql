-- What staff write about a case may tell of a person, so it is sealed. The open column was never part of a release.
alter table payments.reconciliation_case
    drop column note,
    add column note_sealed bytea;

-- What each kind of fault needs to know differs, so it stands in one document.
delete from sandbox.fault;
alter table sandbox.fault
    drop constraint fault_kind_known,
    drop column moment,
    drop column seconds,
    drop column status,
    add column how jsonb not null default '{}',
    add constraint fault_kind_known
        check (kind in ('drop', 'duplicate', 'delay', 'reorder', 'skew', 'answer', 'hang', 'reset', 'decline'));

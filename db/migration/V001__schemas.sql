-- A schema per module. The roles are made by whoever sets up the database (db/README.md): broadsheet_owner runs these
-- migrations, broadsheet_app is the application, broadsheet_report reads the views of schema reports.
-- Rights are given by default privileges, so that no table of a module can be forgotten or get too many.
create schema publication;
create schema mail;
create schema ledger;
create schema payments;
create schema members;
create schema staff;
create schema articles;
create schema appeals;
create schema contributions;
create schema reports;

grant usage on schema publication, mail, ledger, payments, members, staff, articles, appeals, contributions, reports
    to broadsheet_app;
grant usage on schema reports to broadsheet_report;

alter default privileges in schema public, publication, mail, payments, members, staff, articles, appeals, contributions
    grant select, insert, update, delete on tables to broadsheet_app;
alter default privileges in schema publication, mail, ledger, payments, members, staff, articles, appeals, contributions
    grant usage on sequences to broadsheet_app;

-- The books are only ever added to.
alter default privileges in schema ledger grant select, insert on tables to broadsheet_app;

alter default privileges in schema reports grant select on tables to broadsheet_app, broadsheet_report;

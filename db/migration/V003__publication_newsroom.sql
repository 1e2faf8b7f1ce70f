-- One newsroom per installation. What it takes is data, not code: currencies, least and most, what is suggested.
create table publication.newsroom (
    newsroom_id smallint not null default 1,
    instance_id uuid,
    zone        text     not null,
    languages   text[]   not null,
    editor      text     not null,
    constraint newsroom_pk primary key (newsroom_id),
    constraint newsroom_is_one check (newsroom_id = 1),
    constraint newsroom_speaks check (cardinality(languages) > 0)
);

create table publication.imprint (
    language  text not null,
    name      text not null,
    tagline   text not null,
    publisher text not null,
    constraint imprint_pk primary key (language),
    constraint imprint_has_name check (name <> '')
);

create table publication.currency (
    currency         char(3)  not null,
    position         smallint not null,
    taken            boolean  not null,
    fee_basis_points int      not null,
    fee_fixed_minor  bigint   not null,
    constraint currency_pk primary key (currency),
    constraint currency_code check (currency = upper(currency)),
    constraint currency_position_once unique (position),
    constraint currency_fee_sensible check (fee_basis_points between 0 and 2000 and fee_fixed_minor >= 0)
);

create table publication.choice (
    currency        char(3)  not null,
    frequency       text     not null,
    minimum_minor   bigint   not null,
    maximum_minor   bigint   not null,
    suggested_minor bigint[] not null,
    preset_minor    bigint   not null,
    constraint choice_pk primary key (currency, frequency),
    constraint choice_currency_fk foreign key (currency) references publication.currency (currency),
    constraint choice_frequency_known check (frequency in ('once', 'monthly', 'annual')),
    constraint choice_bounds check (0 < minimum_minor and minimum_minor <= maximum_minor),
    constraint choice_preset_suggested check (preset_minor = any (suggested_minor))
);

insert into publication.newsroom (zone, languages, editor)
values ('Europe/Berlin', '{en,ru}', 'The editors');

insert into publication.imprint (language, name, tagline, publisher)
values ('en', 'Broadsheet', 'Paid for by its readers', 'Broadsheet'),
       ('ru', 'Broadsheet', 'На средства читателей', 'Broadsheet');

insert into publication.currency (currency, position, taken, fee_basis_points, fee_fixed_minor)
values ('EUR', 1, true, 150, 25),
       ('USD', 2, true, 290, 30),
       ('GBP', 3, true, 150, 20);

insert into publication.choice (currency, frequency, minimum_minor, maximum_minor, suggested_minor, preset_minor)
values ('EUR', 'once', 200, 500000, '{1000,2500,5000,10000}', 2500),
       ('EUR', 'monthly', 200, 100000, '{200,500,1000,2000}', 500),
       ('EUR', 'annual', 2000, 500000, '{2400,6000,12000,24000}', 6000),
       ('USD', 'once', 200, 500000, '{1000,2500,5000,10000}', 2500),
       ('USD', 'monthly', 200, 100000, '{200,500,1000,2000}', 500),
       ('USD', 'annual', 2000, 500000, '{2400,6000,12000,24000}', 6000),
       ('GBP', 'once', 200, 500000, '{1000,2500,5000,10000}', 2500),
       ('GBP', 'monthly', 200, 100000, '{200,500,1000,2000}', 500),
       ('GBP', 'annual', 2000, 500000, '{2400,6000,12000,24000}', 6000);

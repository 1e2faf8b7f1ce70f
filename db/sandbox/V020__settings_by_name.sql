-- Settings become rows, so that a new one needs no new column; what was set stays set.
create table sandbox.chosen_setting (
    name   text primary key,
    value  text not null
);

insert into sandbox.chosen_setting (name, value)
select 'retry_days', array_to_string(retry_days, ',') from sandbox.setting
 where retry_days <> '{3,5,7}'
union all
select 'after_retries', lower(exhausted) from sandbox.setting
 where exhausted <> 'CANCEL';

alter table sandbox.setting
    drop column retry_days,
    drop column exhausted;

-- name: fact_provider_days
-- purpose: Working days of each provider, and those longer than eight hours.
-- grain: one row per provider role, NPI, discipline, setting and state
-- inputs: stg_provider_lines
-- parameters:
--   first_year: integer, calendar year of the first day
--   last_year: integer, calendar year of the last day
--   period_from: day, first day of service
--   period_to: day, last day of service
-- outputs:
--   provider_role: text, rendering or billing
--   npi: text, NPI of the provider
--   discipline: text, GP, GO or GN
--   setting: text, professional, or the kind of facility
--   billing_state: text, state of the billing provider; null = not stated
--   provider_days: integer, days with a visit
--   long_provider_days: integer, days above 480 timed minutes in all
-- unique_key: provider_role, npi, discipline, setting, billing_state
-- engines: athena, duckdb
-- used_by: score
-- source: OIG-6 (480 timed minutes is our definition), RULES 7.1
with visits_by_role as (
    select
        roles.provider_role,
        case roles.provider_role
            when 'rendering' then stg_provider_lines.rendering_npi
            else stg_provider_lines.billing_npi
        end as npi,
        stg_provider_lines.discipline,
        stg_provider_lines.setting,
        stg_provider_lines.billing_state,
        stg_provider_lines.service_date,
        case roles.provider_role
            when 'rendering' then stg_provider_lines.rendering_visit_minutes
            else stg_provider_lines.billing_visit_minutes
        end as visit_minutes
    from stg_provider_lines
    cross join (values ('rendering'), ('billing')) as roles (provider_role)
    where
        stg_provider_lines.rendering_visit_minutes is not null
        or stg_provider_lines.billing_visit_minutes is not null
),

days as (
    select
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        service_date,
        sum(visit_minutes) > 480 as is_long
    from visits_by_role
    where visit_minutes is not null
    group by
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        service_date
),

final as (
    select
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        count(*) as provider_days,
        count_if(is_long) as long_provider_days
    from days
    group by provider_role, npi, discipline, setting, billing_state
)

select * from final

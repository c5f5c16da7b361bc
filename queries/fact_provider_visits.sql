-- name: fact_provider_visits
-- purpose: Beneficiary-days and provider-days of a period, with minutes.
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
--   visits: integer, days of a beneficiary with a line not denied
--   timed_minutes: integer, minutes of timed units; untimed codes add nothing
--   timed_minutes_squares: double, sum of squared minutes of a visit
--   long_beneficiary_days: integer, visits above 480 timed minutes
--   long_day_beneficiaries: integer, beneficiary-years with such a visit
--   provider_days: integer, days with a visit
--   long_provider_days: integer, days above 480 timed minutes in all
-- unique_key: provider_role, npi, discipline, setting, billing_state
-- engines: athena, duckdb
-- used_by: score
-- source: OIG-6 (480 timed minutes is our definition), RULES 7.1, 7.3
with provider_lines as (
    select
        roles.provider_role,
        case roles.provider_role
            when 'rendering' then stg_provider_lines.rendering_npi
            else stg_provider_lines.billing_npi
        end as npi,
        stg_provider_lines.discipline,
        stg_provider_lines.setting,
        stg_provider_lines.billing_state,
        stg_provider_lines.beneficiary_token,
        stg_provider_lines.service_date,
        stg_provider_lines.timed_minutes
    from stg_provider_lines
    cross join (values ('rendering'), ('billing')) as roles (provider_role)
    where stg_provider_lines.is_paid
),

visits as (
    select
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        beneficiary_token,
        service_date,
        year(service_date) as service_year,
        case when sum(timed_minutes) > 480 then beneficiary_token end
            as long_token,
        cast(coalesce(sum(timed_minutes), 0) as bigint) as timed_minutes
    from provider_lines
    where npi is not null
    group by
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        beneficiary_token,
        service_date
),

-- The days of a provider; and, to count beneficiaries with a long visit once a
-- year, these by beneficiary, where all others share one row without a token.
days_and_beneficiaries as (
    select
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        service_date,
        long_token,
        count(*) as visits,
        sum(timed_minutes) as timed_minutes,
        sum(timed_minutes * timed_minutes) as timed_minutes_squares,
        count(long_token) as long_beneficiary_days
    from visits
    group by grouping sets (
        (
            provider_role,
            npi,
            discipline,
            setting,
            billing_state,
            service_date
        ),
        (
            provider_role,
            npi,
            discipline,
            setting,
            billing_state,
            service_year,
            long_token
        )
    )
),

final as (
    select
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        cast(
            sum(case when service_date is not null then visits else 0 end)
            as bigint
        ) as visits,
        cast(
            sum(
                case when service_date is not null then timed_minutes else 0 end
            ) as bigint
        ) as timed_minutes,
        cast(
            sum(
                case
                    when service_date is not null then timed_minutes_squares
                    else 0
                end
            ) as double
        ) as timed_minutes_squares,
        cast(
            sum(
                case
                    when service_date is not null then long_beneficiary_days
                    else 0
                end
            ) as bigint
        ) as long_beneficiary_days,
        count_if(service_date is null and long_token is not null)
            as long_day_beneficiaries,
        count_if(service_date is not null) as provider_days,
        count_if(service_date is not null and timed_minutes > 480)
            as long_provider_days
    from days_and_beneficiaries
    group by provider_role, npi, discipline, setting, billing_state
)

select * from final

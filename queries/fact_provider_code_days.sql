-- name: fact_provider_code_days
-- purpose: Units of a code on a beneficiary's day against their known limit.
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
--   limited_code_days: integer, beneficiary, day and code with a known limit
--   over_limit_code_days: integer, of these, more units than the limit
--   over_limit_beneficiaries: integer, beneficiary-years with such a day
-- unique_key: provider_role, npi, discipline, setting, billing_state
-- engines: athena, duckdb
-- used_by: score
-- source: RULES 7.6 (unit limits), RULES 5.1 (II)
with limited_lines as (
    select
        rendering_npi,
        billing_npi,
        discipline,
        setting,
        billing_state,
        year(service_date) as service_year,
        service_date,
        beneficiary_token,
        hcpcs,
        unit_thousandths,
        unit_limit * 1000 as limit_thousandths,
        count(*) over (
            partition by beneficiary_token, service_date, hcpcs
        ) as copies
    from stg_provider_lines
    where is_paid and unit_limit is not null
),

-- Nearly every line is the only one of its code and day: it is a day of its
-- own. Only the others need the day among what they are grouped by; and only
-- these and lines above the limit need the beneficiary.
keyed_lines as (
    select
        rendering_npi,
        billing_npi,
        discipline,
        setting,
        billing_state,
        service_year,
        case
            when copies > 1 or unit_thousandths > limit_thousandths
                then beneficiary_token
        end as beneficiary_token,
        case when copies > 1 then service_date end as shared_date,
        case when copies > 1 then hcpcs end as shared_hcpcs,
        unit_thousandths,
        limit_thousandths
    from limited_lines
),

lines_by_role as (
    select
        roles.provider_role,
        case roles.provider_role
            when 'rendering' then keyed_lines.rendering_npi
            else keyed_lines.billing_npi
        end as npi,
        keyed_lines.discipline,
        keyed_lines.setting,
        keyed_lines.billing_state,
        keyed_lines.service_year,
        keyed_lines.beneficiary_token,
        keyed_lines.shared_date,
        keyed_lines.shared_hcpcs,
        keyed_lines.unit_thousandths,
        keyed_lines.limit_thousandths
    from keyed_lines
    cross join (values ('rendering'), ('billing')) as roles (provider_role)
),

grouped_lines as (
    select
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        service_year,
        beneficiary_token,
        shared_date,
        count(*) as lines,
        sum(unit_thousandths) > max(limit_thousandths) as is_over_together
    from lines_by_role
    where npi is not null
    group by
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        service_year,
        beneficiary_token,
        shared_date,
        shared_hcpcs
),

code_days as (
    select
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        service_year,
        beneficiary_token,
        case when shared_date is null then lines else 1 end as code_days,
        case
            when shared_date is null then beneficiary_token is not null
            else is_over_together
        end as is_over_limit
    from grouped_lines
),

-- Beneficiaries with a day above the limit, each year of each once; all others
-- share one row without a token.
beneficiaries as (
    select
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        case when is_over_limit then beneficiary_token end as over_limit_token,
        sum(code_days) as code_days,
        sum(case when is_over_limit then code_days else 0 end)
            as over_limit_code_days
    from code_days
    group by
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        service_year,
        case when is_over_limit then beneficiary_token end
),

final as (
    select
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        cast(sum(code_days) as bigint) as limited_code_days,
        cast(sum(over_limit_code_days) as bigint) as over_limit_code_days,
        count(over_limit_token) as over_limit_beneficiaries
    from beneficiaries
    group by provider_role, npi, discipline, setting, billing_state
)

select * from final

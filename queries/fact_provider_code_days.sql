-- name: fact_provider_code_days
-- purpose: Units of a code on a beneficiary's day against their known limit.
-- grain: one row per provider role, NPI, discipline, setting and state
-- inputs: stg_provider_lines
-- parameters:
--   first_year: integer, calendar year of the first day
--   last_year: integer, calendar year of the last day
--   period_from: day, first day of service
--   period_to: day, last day of service
--   provider_role: text, rendering or billing; one at a time is cheaper
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
        stg_provider_lines.hcpcs,
        stg_provider_lines.unit_thousandths,
        stg_provider_lines.unit_limit
    from stg_provider_lines
    cross join (values ('rendering'), ('billing')) as roles (provider_role)
    where
        stg_provider_lines.is_paid
        and stg_provider_lines.unit_limit is not null
        and roles.provider_role = cast(? as varchar)
),

code_days as (
    select
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        beneficiary_token,
        service_date,
        sum(unit_thousandths) > max(unit_limit) * 1000 as is_over_limit
    from provider_lines
    where npi is not null
    group by
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        beneficiary_token,
        service_date,
        hcpcs
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
        count(*) as code_days,
        count_if(is_over_limit) as over_limit_code_days
    from code_days
    group by
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        year(service_date),
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

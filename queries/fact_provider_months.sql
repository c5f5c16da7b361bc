-- name: fact_provider_months
-- purpose: Lines of each provider by month of service.
-- grain: one row per provider role, NPI, service year and month
-- inputs: stg_provider_lines
-- parameters:
--   first_year: integer, calendar year of the first day
--   last_year: integer, calendar year of the last day
--   period_from: day, first day of service
--   period_to: day, last day of service
-- outputs:
--   provider_role: text, rendering or billing
--   npi: text, NPI of the provider
--   service_year: integer, calendar year of the date of service
--   service_month: integer, month of the date of service, from 1
--   therapy_lines: integer, therapy lines, denied ones too
--   kx_lines: integer, lines with KX that were not denied
--   judged_kx_lines: integer, those whose verdict is certain
--   early_kx_lines: integer, of these, KX not required and not near
--   unrequired_lines: integer, KX not required by own totals, not denied
--   denied_lines: integer, lines that the payer denied
--   beneficiaries: integer, beneficiaries with a line not denied
-- unique_key: provider_role, npi, service_year, service_month
-- engines: athena, duckdb
-- used_by: score
-- source: KX-10, RULES 5.1 (I)
with pairs as (
    select
        rendering_npi,
        billing_npi,
        service_year,
        month(service_date) as service_month,
        beneficiary_token,
        count(*) as therapy_lines,
        count_if(is_kx) as kx_lines,
        count_if(is_judged_kx) as judged_kx_lines,
        count_if(is_early) as early_kx_lines,
        count_if(is_unrequired) as unrequired_lines,
        count_if(is_denied) as denied_lines,
        bool_or(is_paid) as is_treated
    from stg_provider_lines
    where is_counted
    group by
        rendering_npi,
        billing_npi,
        service_year,
        month(service_date),
        beneficiary_token
),

pairs_by_role as (
    select
        roles.provider_role,
        case roles.provider_role
            when 'rendering' then pairs.rendering_npi
            else pairs.billing_npi
        end as npi,
        pairs.service_year,
        pairs.service_month,
        pairs.beneficiary_token,
        pairs.therapy_lines,
        pairs.kx_lines,
        pairs.judged_kx_lines,
        pairs.early_kx_lines,
        pairs.unrequired_lines,
        pairs.denied_lines,
        pairs.is_treated
    from pairs
    cross join (values ('rendering'), ('billing')) as roles (provider_role)
),

beneficiaries as (
    select
        provider_role,
        npi,
        service_year,
        service_month,
        sum(therapy_lines) as therapy_lines,
        sum(kx_lines) as kx_lines,
        sum(judged_kx_lines) as judged_kx_lines,
        sum(early_kx_lines) as early_kx_lines,
        sum(unrequired_lines) as unrequired_lines,
        sum(denied_lines) as denied_lines,
        bool_or(is_treated) as is_treated
    from pairs_by_role
    where npi is not null
    group by
        provider_role, npi, service_year, service_month, beneficiary_token
),

final as (
    select
        provider_role,
        npi,
        service_year,
        service_month,
        cast(sum(therapy_lines) as bigint) as therapy_lines,
        cast(sum(kx_lines) as bigint) as kx_lines,
        cast(sum(judged_kx_lines) as bigint) as judged_kx_lines,
        cast(sum(early_kx_lines) as bigint) as early_kx_lines,
        cast(sum(unrequired_lines) as bigint) as unrequired_lines,
        cast(sum(denied_lines) as bigint) as denied_lines,
        count_if(is_treated) as beneficiaries
    from beneficiaries
    group by provider_role, npi, service_year, service_month
)

select * from final

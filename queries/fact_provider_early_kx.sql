-- name: fact_provider_early_kx
-- purpose: Counts per provider behind the pattern of routine early KX.
-- grain: one row per service year, provider role and NPI
-- inputs: ledger_lines
-- parameters:
--   service_year: integer
-- outputs:
--   service_year: integer, calendar year of the date of service
--   provider_role: text, rendering or billing
--   npi: text, NPI of the provider
--   beneficiaries: integer, beneficiaries with therapy from the provider
--   assessable_beneficiaries: integer, first date judged with certainty
--   first_date_early_beneficiaries: integer, early KX on the first date
--   kx_beneficiaries: integer, beneficiaries with any KX
--   therapy_lines: integer, paid therapy lines
--   kx_lines: integer, those with KX
--   early_kx_lines: integer, KX certainly early
--   early_kx_allowed_cents: cents, allowed amount of the early lines
--   early_kx_paid_cents: cents, what Medicare paid on the early lines
-- unique_key: service_year, provider_role, npi
-- engines: athena, duckdb
-- used_by: score
-- source: KX-10, OIG-2 (first date), RULES 7.7 (first-visit KX rate)
with lines_by_role as (
    select
        ledger_lines.service_year,
        roles.provider_role,
        case roles.provider_role
            when 'rendering' then ledger_lines.rendering_npi
            else ledger_lines.billing_npi
        end as npi,
        ledger_lines.beneficiary_token,
        ledger_lines.accrued_cents,
        ledger_lines.paid_cents,
        ledger_lines.has_kx,
        case roles.provider_role
            when 'rendering' then ledger_lines.is_first_rendering_date
            else ledger_lines.is_first_billing_date
        end as is_first_date,
        -- Early already means: KX, not required, and not near the threshold.
        ledger_lines.kx_assessment = 'early'
        and ledger_lines.kx_certainty = 'certain' as is_early,
        -- Without KX a line is never early, whatever others spent; with KX
        -- and an open verdict nobody can tell.
        ledger_lines.has_kx
        and ledger_lines.kx_certainty <> 'certain' as is_open
    from ledger_lines
    cross join (values ('rendering'), ('billing')) as roles (provider_role)
    where
        ledger_lines.service_year = cast(? as integer)
        and ledger_lines.threshold_group is not null
        and not ledger_lines.is_denied
),

beneficiaries_by_provider as (
    select
        service_year,
        provider_role,
        npi,
        beneficiary_token,
        bool_or(is_first_date and is_early) as is_first_date_early,
        bool_or(is_first_date and is_open) as is_first_date_open,
        bool_or(has_kx) as has_kx,
        count(*) as therapy_lines,
        count_if(has_kx) as kx_lines,
        count_if(is_early) as early_kx_lines,
        sum(case when is_early then accrued_cents else 0 end)
            as early_kx_allowed_cents,
        sum(case when is_early then paid_cents else 0 end)
            as early_kx_paid_cents
    from lines_by_role
    where npi is not null
    group by service_year, provider_role, npi, beneficiary_token
),

final as (
    select
        service_year,
        provider_role,
        npi,
        count(*) as beneficiaries,
        count_if(is_first_date_early or not is_first_date_open)
            as assessable_beneficiaries,
        count_if(is_first_date_early) as first_date_early_beneficiaries,
        count_if(has_kx) as kx_beneficiaries,
        cast(sum(therapy_lines) as bigint) as therapy_lines,
        cast(sum(kx_lines) as bigint) as kx_lines,
        cast(sum(early_kx_lines) as bigint) as early_kx_lines,
        cast(sum(early_kx_allowed_cents) as bigint) as early_kx_allowed_cents,
        cast(sum(early_kx_paid_cents) as bigint) as early_kx_paid_cents
    from beneficiaries_by_provider
    group by service_year, provider_role, npi
)

select * from final

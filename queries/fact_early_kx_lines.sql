-- name: fact_early_kx_lines
-- purpose: The claim lines behind one provider's early KX counts.
-- grain: one row per claim version and line
-- inputs: ledger_lines
-- parameters:
--   service_year: integer
--   provider_role: text
--   npi: text
-- outputs:
--   service_year: integer, calendar year of the date of service
--   provider_role: text, rendering or billing
--   npi: text, NPI of the provider
--   beneficiary_token: text, pseudonym of the beneficiary
--   payer_id: text, Medicare contractor
--   icn: text, payer claim control number
--   version_key: text, identity of the claim version
--   line_number: integer, place of the line on the claim
--   service_date: day, day of service
--   hcpcs: text, procedure code
--   modifiers: text, modifiers, separated by commas
--   threshold_group: text, PT_SLP or OT
--   accrued_cents: cents, what the line adds to the running total
--   before_cents: cents, running total before the line
--   after_cents: cents, running total after the line
--   kx_threshold_cents: cents, KX threshold of the year
--   paid_cents: cents, what Medicare paid
--   completeness: text, what the total is made of
--   is_first_date: boolean, first therapy date with the provider
-- unique_key: version_key, line_number
-- engines: athena, duckdb
-- used_by: score
-- source: KX-10, OIG-2
with lines_by_role as (
    select
        ledger_lines.service_year,
        roles.provider_role,
        case roles.provider_role
            when 'rendering' then ledger_lines.rendering_npi
            else ledger_lines.billing_npi
        end as npi,
        ledger_lines.beneficiary_token,
        ledger_lines.payer_id,
        ledger_lines.icn,
        ledger_lines.version_key,
        ledger_lines.line_number,
        ledger_lines.service_date,
        ledger_lines.hcpcs,
        ledger_lines.modifiers,
        ledger_lines.threshold_group,
        ledger_lines.accrued_cents,
        ledger_lines.before_cents,
        ledger_lines.after_cents,
        ledger_lines.kx_threshold_cents,
        ledger_lines.paid_cents,
        ledger_lines.completeness,
        case roles.provider_role
            when 'rendering' then ledger_lines.is_first_rendering_date
            else ledger_lines.is_first_billing_date
        end as is_first_date
    from ledger_lines
    cross join (values ('rendering'), ('billing')) as roles (provider_role)
    where
        ledger_lines.service_year = cast(? as integer)
        and ledger_lines.threshold_group is not null
        and not ledger_lines.is_denied
        and ledger_lines.kx_assessment = 'early'
        and ledger_lines.kx_certainty = 'certain'
),

final as (
    select
        service_year,
        provider_role,
        npi,
        beneficiary_token,
        payer_id,
        icn,
        version_key,
        line_number,
        service_date,
        hcpcs,
        modifiers,
        threshold_group,
        accrued_cents,
        before_cents,
        after_cents,
        kx_threshold_cents,
        paid_cents,
        completeness,
        is_first_date
    from lines_by_role
    where
        provider_role = cast(? as varchar)
        and npi = cast(? as varchar)
)

select * from final

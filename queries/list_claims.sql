-- name: list_claims
-- purpose: Current claims that begin within some days, for the list of them.
-- grain: one row per beneficiary, payer and control number of a year
-- inputs: ledger_lines
-- parameters:
--   service_year: integer
--   period_from: day, first day of service
--   period_to: day, last day of service
-- outputs:
--   beneficiary_token: text, pseudonym of the beneficiary
--   payer_id: text, Medicare contractor number or payer identifier
--   icn: text, payer claim control number
--   first_service_date: day, first day of service
--   last_service_date: day, last day of service
--   paid_date: day, day of payment
--   lines: integer, current lines
--   therapy_lines: integer, those that belong to a group
--   kx_lines: integer, those that carry KX
--   missing_lines: integer, lines that certainly lack KX
--   early_lines: integer, lines whose KX certainly came early
--   conflict_lines: integer, lines whose KX contradicts a notice modifier
--   mixed_lines: integer, SLP lines of a claim with KX on some of them
--   denied_lines: integer, lines that the payer denied
--   review_lines: integer, lines above the review threshold
--   charge_cents: cents, billed charges
--   accrued_cents: cents, allowed amount that accrued
--   paid_cents: cents, what Medicare paid
--   rendering_npi: text, NPI of a therapist of the claim
--   billing_npi: text, NPI of the billing provider
-- unique_key: beneficiary_token, payer_id, icn
-- engines: athena, duckdb
-- used_by: dashboard
-- source: DESIGN 4; a claim is listed by its first day of service in the year
with claims as (
    select
        beneficiary_token,
        payer_id,
        icn,
        min(service_date) as first_service_date,
        max(service_date) as last_service_date,
        max(paid_date) as paid_date,
        count(*) as lines,
        count_if(threshold_group is not null) as therapy_lines,
        count_if(has_kx) as kx_lines,
        count_if(
            kx_assessment = 'missing' and kx_certainty = 'certain'
        ) as missing_lines,
        count_if(
            kx_assessment = 'early' and kx_certainty = 'certain'
        ) as early_lines,
        count_if(
            kx_assessment = 'conflict' and kx_certainty = 'certain'
        ) as conflict_lines,
        count_if(
            kx_assessment = 'mixed' and kx_certainty = 'certain'
        ) as mixed_lines,
        count_if(is_denied) as denied_lines,
        count_if(is_review_exposed) as review_lines,
        cast(sum(charge_cents) as bigint) as charge_cents,
        cast(sum(accrued_cents) as bigint) as accrued_cents,
        cast(sum(paid_cents) as bigint) as paid_cents,
        min(rendering_npi) as rendering_npi,
        min(billing_npi) as billing_npi
    from ledger_lines
    where service_year = cast(? as integer)
    group by beneficiary_token, payer_id, icn
),

final as (
    select
        beneficiary_token,
        payer_id,
        icn,
        first_service_date,
        last_service_date,
        paid_date,
        lines,
        therapy_lines,
        kx_lines,
        missing_lines,
        early_lines,
        conflict_lines,
        mixed_lines,
        denied_lines,
        review_lines,
        charge_cents,
        accrued_cents,
        paid_cents,
        rendering_npi,
        billing_npi
    from claims
    where
        first_service_date >= cast(? as date)
        and first_service_date <= cast(? as date)
)

select * from final

-- name: list_attention_lines
-- purpose: The largest lines of each kind whose KX needs attention.
-- grain: one row per claim line
-- inputs: ledger_lines
-- parameters:
--   lines_per_kind: integer
-- outputs:
--   kx_assessment: text, missing, early, conflict or mixed
--   place: integer, place by amount within the kind, from 1
--   beneficiary_token: text, pseudonym of the beneficiary
--   service_year: integer, calendar year of the date of service
--   threshold_group: text, PT_SLP or OT
--   payer_id: text, Medicare contractor number
--   icn: text, payer claim control number
--   line_number: integer, place of the line on the claim
--   service_date: day, first day of the service
--   hcpcs: text, procedure code
--   modifiers: text, modifiers, separated by commas
--   is_denied: boolean, the payer denied the line
--   charge_cents: cents, billed charge
--   accrued_cents: cents, allowed amount that accrued
--   before_cents: cents, running total before the line
--   after_cents: cents, running total after the line
--   kx_threshold_cents: cents, KX threshold of the year
--   completeness: text, what the total is made of
--   rendering_npi: text, NPI of the therapist
-- unique_key: kx_assessment, place
-- engines: athena, duckdb
-- used_by: overview
-- source: KX-1, KX-4, KX-5, KX-8, KX-10
with ranked_lines as (
    select
        kx_assessment,
        beneficiary_token,
        service_year,
        threshold_group,
        payer_id,
        icn,
        line_number,
        service_date,
        hcpcs,
        modifiers,
        is_denied,
        charge_cents,
        accrued_cents,
        before_cents,
        after_cents,
        kx_threshold_cents,
        completeness,
        rendering_npi,
        row_number() over (
            partition by kx_assessment
            order by
                accrued_cents desc nulls last,
                charge_cents desc nulls last,
                payer_id asc nulls last,
                icn asc nulls last,
                line_number asc nulls last,
                beneficiary_token asc nulls last
        ) as place
    from ledger_lines
    where
        kx_assessment in ('missing', 'early', 'conflict', 'mixed')
        and kx_certainty = 'certain'
),

final as (
    select
        kx_assessment,
        cast(place as bigint) as place,
        beneficiary_token,
        service_year,
        threshold_group,
        payer_id,
        icn,
        line_number,
        service_date,
        hcpcs,
        modifiers,
        is_denied,
        charge_cents,
        accrued_cents,
        before_cents,
        after_cents,
        kx_threshold_cents,
        completeness,
        rendering_npi
    from ranked_lines
    where place <= cast(? as integer)
)

select * from final

-- name: fact_kx_attention
-- purpose: What the KX verdicts of a year say, by assessment and certainty.
-- grain: one row per service year, group, assessment and certainty
-- inputs: ledger_lines
-- parameters:
--   service_year: integer
-- outputs:
--   service_year: integer, calendar year of the date of service
--   threshold_group: text, PT_SLP or OT
--   kx_assessment: text, ok, missing, early, near, conflict, mixed ...
--   kx_certainty: text, whether outside spend could change the verdict
--   lines: integer, lines with this verdict
--   kx_lines: integer, those that carry KX
--   denied_lines: integer, those that the payer denied
--   beneficiaries: integer, beneficiaries with such a line
--   allowed_cents: cents, allowed amount that accrued on the lines
--   paid_cents: cents, what Medicare paid on them
-- unique_key: service_year, threshold_group, kx_assessment, kx_certainty
-- engines: athena, duckdb
-- used_by: dashboard, report
-- source: RULES 4.1 (decision table)
with final as (
    select
        service_year,
        threshold_group,
        kx_assessment,
        kx_certainty,
        count(*) as lines,
        count_if(has_kx) as kx_lines,
        count_if(is_denied) as denied_lines,
        count(distinct beneficiary_token) as beneficiaries,
        cast(sum(accrued_cents) as bigint) as allowed_cents,
        cast(sum(paid_cents) as bigint) as paid_cents
    from ledger_lines
    where
        service_year = cast(? as integer)
        and threshold_group is not null
    group by service_year, threshold_group, kx_assessment, kx_certainty
)

select * from final

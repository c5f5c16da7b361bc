-- name: fact_totals
-- purpose: Counts and cents over the current lines of a snapshot.
-- grain: one row per service year and threshold group
-- inputs: ledger_lines
-- parameters: none
-- outputs:
--   service_year: integer, calendar year of the date of service
--   threshold_group: text, PT_SLP, OT, or none for lines of no group
--   lines: integer, current lines
--   beneficiaries: integer, beneficiaries with such a line
--   kx_lines: integer, those that carry KX
--   denied_lines: integer, those that the payer denied
--   allowed_cents: cents, Medicare allowed amount
--   paid_cents: cents, what was paid
--   accrued_cents: cents, what the lines add to running totals
-- unique_key: service_year, threshold_group
-- engines: athena, duckdb
-- used_by: totals
-- source: ACC-1; lines of reversed or replaced versions are not current
with current_lines as (
    select
        service_year,
        coalesce(threshold_group, 'none') as threshold_group,
        beneficiary_token,
        has_kx,
        is_denied,
        allowed_cents,
        paid_cents,
        accrued_cents
    from ledger_lines
),

final as (
    select
        service_year,
        threshold_group,
        count(*) as lines,
        count(distinct beneficiary_token) as beneficiaries,
        count_if(has_kx) as kx_lines,
        count_if(is_denied) as denied_lines,
        cast(sum(allowed_cents) as bigint) as allowed_cents,
        cast(sum(paid_cents) as bigint) as paid_cents,
        cast(sum(accrued_cents) as bigint) as accrued_cents
    from current_lines
    group by service_year, threshold_group
)

select * from final

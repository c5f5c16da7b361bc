-- name: fact_exposure
-- purpose: The two exposures of a snapshot, apart and never to be summed.
-- grain: one row per exposure, service year and threshold group
-- inputs: ledger_lines
-- parameters:
--   look_back_from: day
--   as_of: day
-- outputs:
--   exposure: text, kx_look_back or review_threshold
--   service_year: integer, calendar year of the date of service
--   threshold_group: text, PT_SLP or OT
--   lines: integer, lines exposed
--   beneficiaries: integer, beneficiaries with such a line
--   allowed_cents: cents, allowed amount that accrued on the lines
--   paid_cents: cents, what Medicare paid on them and could take back
-- unique_key: exposure, service_year, threshold_group
-- engines: athena, duckdb
-- used_by: dashboard, report
-- source: RULES 5.2 (paid KX lines, paid date in the look-back); TMR-1, TMR-2
with exposed_lines as (
    select
        'kx_look_back' as exposure,
        service_year,
        threshold_group,
        beneficiary_token,
        accrued_cents,
        paid_cents
    from ledger_lines
    where
        threshold_group is not null
        and has_kx
        and accrued_cents > 0
        and paid_date >= cast(? as date)
        and paid_date <= cast(? as date)
    union all
    select
        'review_threshold' as exposure,
        service_year,
        threshold_group,
        beneficiary_token,
        accrued_cents,
        paid_cents
    from ledger_lines
    where
        is_review_exposed
        and accrued_cents > 0
),

final as (
    select
        exposure,
        service_year,
        threshold_group,
        count(*) as lines,
        count(distinct beneficiary_token) as beneficiaries,
        cast(sum(accrued_cents) as bigint) as allowed_cents,
        cast(sum(paid_cents) as bigint) as paid_cents
    from exposed_lines
    group by exposure, service_year, threshold_group
)

select * from final

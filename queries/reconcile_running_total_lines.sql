-- name: reconcile_running_total_lines
-- purpose: The first lines whose stored totals differ from a recomputation.
-- grain: one row per beneficiary, service year, group and place in the order
-- inputs: stg_running_totals
-- parameters:
--   service_year: integer
-- outputs:
--   service_year: integer, calendar year of the date of service
--   threshold_group: text, PT_SLP or OT
--   beneficiary_token: text, pseudonym of the beneficiary
--   accrual_order: integer, stored place in the order of accrual
--   version_key: text, identity of the claim version
--   line_number: integer, place of the line on the claim
--   before_cents: cents, stored total before the line
--   expected_before_cents: cents, computed total before the line
--   is_order_wrong: boolean, the stored places are not 1, 2, 3 ...
--   is_before_wrong: boolean, the totals before differ
--   is_after_wrong: boolean, the totals after differ
--   is_crossing_wrong: boolean, a crossing differs
-- unique_key: beneficiary_token, service_year, threshold_group, accrual_order
-- engines: athena, duckdb
-- used_by: reconcile
-- source: KX-1, TMR-1 (strict comparisons)
with wrong_lines as (
    select
        service_year,
        threshold_group,
        beneficiary_token,
        accrual_order,
        version_key,
        line_number,
        before_cents,
        expected_before_cents,
        is_order_wrong,
        is_before_wrong,
        is_after_wrong,
        is_kx_crossing_wrong or is_review_crossing_wrong as is_crossing_wrong
    from stg_running_totals
    where
        service_year = cast(? as integer)
        and (
            is_order_wrong
            or is_before_wrong
            or is_after_wrong
            or is_kx_crossing_wrong
            or is_review_crossing_wrong
        )
),

final as (
    select
        service_year,
        threshold_group,
        beneficiary_token,
        accrual_order,
        version_key,
        line_number,
        before_cents,
        expected_before_cents,
        is_order_wrong,
        is_before_wrong,
        is_after_wrong,
        is_crossing_wrong
    from wrong_lines
    order by
        beneficiary_token asc nulls last,
        threshold_group asc nulls last,
        accrual_order asc nulls last,
        version_key asc nulls last,
        line_number asc nulls last
    fetch first 100 rows only
)

select * from final

-- name: stg_running_totals
-- purpose: Every running total computed a second time, by a window in SQL.
-- grain: one row per beneficiary, service year, group and place in the order
-- inputs: ledger_lines
-- parameters: none
-- outputs:
--   service_year: integer, calendar year of the date of service
--   threshold_group: text, PT_SLP or OT
--   beneficiary_token: text, pseudonym of the beneficiary
--   version_key: text, identity of the claim version
--   line_number: integer, place of the line on the claim
--   accrual_order: integer, stored place in the order of accrual
--   is_order_wrong: boolean, the stored places are not 1, 2, 3 ...
--   before_cents: cents, stored total before the line
--   expected_before_cents: cents, computed total before the line
--   is_before_wrong: boolean, the two differ
--   is_after_wrong: boolean, the stored total after the line is another
--   is_kx_crossing_wrong: boolean, stored and computed KX crossing differ
--   is_review_crossing_wrong: boolean, the same of the review threshold
-- unique_key: beneficiary_token, service_year, threshold_group, accrual_order
-- engines: athena, duckdb
-- used_by: reconcile_running_totals, reconcile_running_total_lines
-- source: KX-1, TMR-1 (strict comparisons); it does not prove the accruals
with grouped_lines as (
    select
        service_year,
        threshold_group,
        beneficiary_token,
        version_key,
        line_number,
        accrual_order,
        before_cents,
        after_cents,
        accrued_cents,
        kx_threshold_cents,
        review_threshold_cents,
        is_kx_crossing,
        is_review_crossing,
        row_number() over (
            partition by service_year, beneficiary_token, threshold_group
            order by
                accrual_order asc nulls last,
                version_key asc nulls last,
                line_number asc nulls last
        ) as counted_order,
        outside_cents + coalesce(cast(sum(accrued_cents) over (
            partition by service_year, beneficiary_token, threshold_group
            order by
                accrual_order asc nulls last,
                version_key asc nulls last,
                line_number asc nulls last
            rows between unbounded preceding and 1 preceding
        ) as bigint), 0) as expected_before_cents
    from ledger_lines
    where threshold_group is not null
),

with_expected_crossings as (
    select
        service_year,
        threshold_group,
        beneficiary_token,
        version_key,
        line_number,
        accrual_order,
        counted_order,
        before_cents,
        after_cents,
        expected_before_cents,
        expected_before_cents + accrued_cents as expected_after_cents,
        is_kx_crossing,
        is_review_crossing,
        coalesce(
            expected_before_cents <= kx_threshold_cents
            and expected_before_cents + accrued_cents > kx_threshold_cents,
            false
        ) as is_kx_crossing_expected,
        coalesce(
            expected_before_cents <= review_threshold_cents
            and expected_before_cents + accrued_cents > review_threshold_cents,
            false
        ) as is_review_crossing_expected
    from grouped_lines
),

final as (
    select
        service_year,
        threshold_group,
        beneficiary_token,
        version_key,
        line_number,
        accrual_order,
        accrual_order <> counted_order as is_order_wrong,
        before_cents,
        expected_before_cents,
        before_cents <> expected_before_cents as is_before_wrong,
        after_cents <> expected_after_cents as is_after_wrong,
        is_kx_crossing <> is_kx_crossing_expected as is_kx_crossing_wrong,
        -- Review began on October 1, 2012: in that year a total that was
        -- above before that day crosses nothing, so only a crossing that
        -- is stored without reason is wrong.
        is_review_crossing <> is_review_crossing_expected
        and (service_year <> 2012 or is_review_crossing)
            as is_review_crossing_wrong
    from with_expected_crossings
)

select * from final

-- name: reconcile_running_totals
-- purpose: Counts lines whose stored totals differ from a second computation.
-- grain: one row per service year and threshold group
-- inputs: stg_running_totals
-- parameters:
--   service_year: integer
-- outputs:
--   service_year: integer, calendar year of the date of service
--   threshold_group: text, PT_SLP or OT
--   lines: integer, lines compared
--   order_differences: integer, lines out of their stored order
--   before_differences: integer, lines with another total before
--   after_differences: integer, lines with another total after
--   kx_crossing_differences: integer, lines where the KX crossing differs
--   review_crossing_differences: integer, the same of the review threshold
-- unique_key: service_year, threshold_group
-- engines: athena, duckdb
-- used_by: reconcile
-- source: KX-1, TMR-1 (strict comparisons)
with final as (
    select
        service_year,
        threshold_group,
        count(*) as lines,
        count_if(is_order_wrong) as order_differences,
        count_if(is_before_wrong) as before_differences,
        count_if(is_after_wrong) as after_differences,
        count_if(is_kx_crossing_wrong) as kx_crossing_differences,
        count_if(is_review_crossing_wrong) as review_crossing_differences
    from stg_running_totals
    where service_year = cast(? as integer)
    group by service_year, threshold_group
)

select * from final

-- name: fact_service_span
-- purpose: From which to which day of service the therapy of a snapshot lasts.
-- grain: one row
-- inputs: ledger_lines
-- parameters: none
-- outputs:
--   first_service_date: day, first day of service; null without therapy
--   last_service_date: day, last day of service; null without therapy
--   therapy_lines: integer, current lines that belong to a threshold group
-- unique_key: therapy_lines
-- engines: athena, duckdb
-- used_by: score
-- source: RULES 7.7 (rolling 12 months end where the data ends)
with final as (
    select
        min(service_date) as first_service_date,
        max(service_date) as last_service_date,
        count(*) as therapy_lines
    from ledger_lines
    where threshold_group is not null
)

select * from final

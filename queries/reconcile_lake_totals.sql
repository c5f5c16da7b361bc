-- name: reconcile_lake_totals
-- purpose: What the published lines of each beneficiary add up to.
-- grain: one row per beneficiary of the shards asked for
-- inputs: ledger_lines
-- parameters:
--   service_year: integer
--   first_shard: integer
--   last_shard: integer
-- outputs:
--   beneficiary_token: text, pseudonym of the beneficiary
--   lines: integer, current lines in the year
--   pt_slp_cents: cents, accrued to PT and SLP
--   ot_cents: cents, accrued to OT
-- unique_key: beneficiary_token
-- engines: athena, duckdb
-- used_by: reconcile
-- source: ADJ-1 (the total is the sum of the live lines)
with final as (
    select
        beneficiary_token,
        count(*) as lines,
        cast(sum(
            case when threshold_group = 'PT_SLP' then accrued_cents else 0 end
        ) as bigint) as pt_slp_cents,
        cast(sum(
            case when threshold_group = 'OT' then accrued_cents else 0 end
        ) as bigint) as ot_cents
    from ledger_lines
    where
        service_year = cast(? as integer)
        and shard >= cast(? as integer)
        and shard <= cast(? as integer)
    group by beneficiary_token
)

select * from final

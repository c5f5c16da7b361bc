-- name: reconcile_log_versions
-- purpose: Every claim version of the log with what it adds to the totals.
-- grain: one row per service year, beneficiary and claim version
-- inputs: stg_claim_lines
-- parameters:
--   service_year: integer
--   first_shard: integer
--   last_shard: integer
-- outputs:
--   beneficiary_token: text, pseudonym of the beneficiary
--   version_key: text, identity of the claim version
--   lines: integer, lines of the version in the year
--   pt_slp_cents: cents, signed accrual to PT and SLP
--   ot_cents: cents, signed accrual to OT
-- unique_key: beneficiary_token, version_key
-- engines: athena, duckdb
-- used_by: reconcile
-- source: ADJ-1 (the net of the log is the sum of the live lines)
with final as (
    select
        beneficiary_token,
        version_key,
        count(*) as lines,
        cast(sum(
            case when threshold_group = 'PT_SLP' then accrued_cents else 0 end
        ) as bigint) as pt_slp_cents,
        cast(sum(
            case when threshold_group = 'OT' then accrued_cents else 0 end
        ) as bigint) as ot_cents
    from stg_claim_lines
    where
        service_year = cast(? as integer)
        and shard >= cast(? as integer)
        and shard <= cast(? as integer)
    group by beneficiary_token, version_key
)

select * from final

-- name: fact_claim_counts
-- purpose: How many current claims have lines in a snapshot.
-- grain: one row
-- inputs: ledger_lines
-- parameters: none
-- outputs:
--   claims: integer, current claims with at least one line
--   beneficiaries: integer, beneficiaries with a current line
-- unique_key: claims
-- engines: athena, duckdb
-- used_by: totals
-- source: DESIGN 4; a claim that straddles years counts once
with final as (
    select
        count(distinct version_key) as claims,
        count(distinct beneficiary_token) as beneficiaries
    from ledger_lines
)

select * from final

-- name: find_claim
-- purpose: Whose claim a control number is, current or not.
-- grain: one row per beneficiary and payer that has the control number
-- inputs: claim_lines
-- parameters:
--   icn: text
-- outputs:
--   beneficiary_token: text, pseudonym of the beneficiary
--   payer_id: text, Medicare contractor number or payer identifier
-- unique_key: beneficiary_token, payer_id
-- engines: athena, duckdb
-- used_by: explain
-- source: DESIGN 4; a control number alone is not unique
with final as (
    select distinct
        beneficiary_token,
        payer_id
    from claim_lines
    where icn = cast(? as varchar)
)

select * from final

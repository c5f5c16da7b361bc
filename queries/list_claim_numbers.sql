-- name: list_claim_numbers
-- purpose: Whose claim each control number of a year is, current or not.
-- grain: one row per beneficiary, payer and control number of a year
-- inputs: claim_lines
-- parameters:
--   service_year: integer
-- outputs:
--   beneficiary_token: text, pseudonym of the beneficiary
--   payer_id: text, Medicare contractor number or payer identifier
--   icn: text, payer claim control number
-- unique_key: beneficiary_token, payer_id, icn
-- engines: athena, duckdb
-- used_by: dashboard
-- source: DESIGN 4; a control number alone is not unique
with final as (
    select distinct
        beneficiary_token,
        payer_id,
        icn
    from claim_lines
    where service_year = cast(? as integer)
)

select * from final

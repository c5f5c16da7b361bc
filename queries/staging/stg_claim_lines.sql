-- name: stg_claim_lines
-- purpose: The log without duplicates: what each version's lines said, once.
-- grain: one row per service year, beneficiary, claim version and line
-- inputs: claim_lines
-- parameters: none
-- outputs:
--   service_year: integer, calendar year of the date of service
--   shard: integer, shard of the beneficiary
--   beneficiary_token: text, pseudonym of the beneficiary
--   version_key: text, identity of the claim version
--   line_number: integer, place on the claim; 0 = a claim without lines
--   is_reversal: boolean, takes an earlier payment back
--   threshold_group: text, group judged for the line; null = none
--   accrued_cents: cents, signed accrual judged for the line
-- unique_key: service_year, beneficiary_token, version_key, line_number
-- engines: athena, duckdb
-- used_by: reconcile_log_versions
-- source: identity of claim versions; a version may be logged more than once
with logged as (
    select
        service_year,
        shard,
        beneficiary_token,
        version_key,
        line_number,
        is_reversal,
        threshold_group,
        accrued_cents,
        -- Two beneficiaries may have claims that are alike to the last digit.
        -- Rows of one version and line differ only where its accrual was
        -- restated: then the latest restatement is valid. The other columns
        -- only make the choice the same on every engine.
        row_number() over (
            partition by
                service_year, beneficiary_token, version_key, line_number
            order by
                restatement desc nulls last,
                feed asc nulls last,
                accrued_cents desc nulls last,
                threshold_group asc nulls last
        ) as copy_number
    from claim_lines
),

final as (
    select
        service_year,
        shard,
        beneficiary_token,
        version_key,
        line_number,
        is_reversal,
        threshold_group,
        accrued_cents
    from logged
    where copy_number = 1
)

select * from final

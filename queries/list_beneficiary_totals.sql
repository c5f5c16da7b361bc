-- name: list_beneficiary_totals
-- purpose: Where each beneficiary stands in a year, for the list of them.
-- grain: one row per beneficiary and threshold group of a year
-- inputs: ledger_lines
-- parameters:
--   service_year: integer
-- outputs:
--   beneficiary_token: text, pseudonym of the beneficiary
--   threshold_group: text, PT_SLP or OT
--   lines: integer, current lines of the group
--   kx_lines: integer, those that carry KX
--   missing_lines: integer, lines that certainly lack KX
--   early_lines: integer, lines whose KX certainly came early
--   attention_lines: integer, lines whose KX certainly needs attention
--   denied_lines: integer, lines that the payer denied
--   accrued_cents: cents, allowed amount that accrued on own lines
--   outside_cents: cents, outside spend in the total
--   review_exposed_cents: cents, accrued on lines above the review threshold
--   kx_threshold_cents: cents, KX threshold of the year; null where unknown
--   review_threshold_cents: cents, review threshold; null where unknown
--   is_lower_bound: boolean, the true total may be higher
--   last_service_date: day, last day of service
--   providers: integer, therapists that treated the beneficiary
-- unique_key: beneficiary_token, threshold_group
-- engines: athena, duckdb
-- used_by: dashboard
-- source: KX-1, TMR-1; totals with outside spend as in fact_beneficiary_zone
with final as (
    select
        beneficiary_token,
        threshold_group,
        count(*) as lines,
        count_if(has_kx) as kx_lines,
        count_if(
            kx_assessment = 'missing' and kx_certainty = 'certain'
        ) as missing_lines,
        count_if(
            kx_assessment = 'early' and kx_certainty = 'certain'
        ) as early_lines,
        count_if(
            kx_assessment in ('missing', 'early', 'conflict', 'mixed')
            and kx_certainty = 'certain'
        ) as attention_lines,
        count_if(is_denied) as denied_lines,
        cast(sum(accrued_cents) as bigint) as accrued_cents,
        cast(max(coalesce(outside_cents, 0)) as bigint) as outside_cents,
        cast(
            sum(case when is_review_exposed then accrued_cents else 0 end)
            as bigint
        ) as review_exposed_cents,
        max(kx_threshold_cents) as kx_threshold_cents,
        max(review_threshold_cents) as review_threshold_cents,
        bool_or(is_lower_bound) as is_lower_bound,
        max(service_date) as last_service_date,
        count(distinct coalesce(rendering_npi, billing_npi)) as providers
    from ledger_lines
    where
        service_year = cast(? as integer)
        and threshold_group is not null
    group by beneficiary_token, threshold_group
)

select * from final

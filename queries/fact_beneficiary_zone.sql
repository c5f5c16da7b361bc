-- name: fact_beneficiary_zone
-- purpose: How many beneficiaries stand in which zone of a threshold group.
-- grain: one row per service year, threshold group and zone
-- inputs: ledger_lines
-- parameters:
--   service_year: integer
-- outputs:
--   service_year: integer, calendar year of the date of service
--   threshold_group: text, PT_SLP or OT
--   zone: text, below_kx, over_kx, over_review or kx_amount_unknown
--   beneficiaries: integer, beneficiaries whose total lies in the zone
--   lower_bound_beneficiaries: integer, those whose true total may be higher
--   total_cents: cents, their running totals with outside spend
--   outside_cents: cents, the outside spend in them
-- unique_key: service_year, threshold_group, zone
-- engines: athena, duckdb
-- used_by: dashboard, report
-- source: KX-1, TMR-1; zones exclude each other, the higher one counts
with beneficiary_totals as (
    select
        service_year,
        threshold_group,
        beneficiary_token,
        max(outside_cents) as outside_cents,
        max(outside_cents) + cast(sum(accrued_cents) as bigint) as total_cents,
        max(kx_threshold_cents) as kx_threshold_cents,
        max(review_threshold_cents) as review_threshold_cents,
        bool_or(is_lower_bound) as is_lower_bound
    from ledger_lines
    where
        service_year = cast(? as integer)
        and threshold_group is not null
    group by service_year, threshold_group, beneficiary_token
),

beneficiary_zones as (
    select
        service_year,
        threshold_group,
        case
            when total_cents > review_threshold_cents then 'over_review'
            when total_cents > kx_threshold_cents then 'over_kx'
            when kx_threshold_cents is null then 'kx_amount_unknown'
            else 'below_kx'
        end as zone,
        is_lower_bound,
        total_cents,
        outside_cents
    from beneficiary_totals
),

final as (
    select
        service_year,
        threshold_group,
        zone,
        count(*) as beneficiaries,
        count_if(is_lower_bound) as lower_bound_beneficiaries,
        cast(sum(total_cents) as bigint) as total_cents,
        cast(sum(outside_cents) as bigint) as outside_cents
    from beneficiary_zones
    group by service_year, threshold_group, zone
)

select * from final

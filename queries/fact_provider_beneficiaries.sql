-- name: fact_provider_beneficiaries
-- purpose: Beneficiaries of each provider in a period, by what was seen.
-- grain: one row per provider role, NPI, discipline, setting and state
-- inputs: int_provider_beneficiaries
-- parameters:
--   first_year: integer, calendar year of the first day
--   last_year: integer, calendar year of the last day
--   period_from: day, first day of service
--   period_to: day, last day of service
-- outputs:
--   provider_role: text, rendering or billing
--   npi: text, NPI of the provider
--   discipline: text, GP, GO or GN
--   setting: text, professional, or the kind of facility
--   billing_state: text, state of the billing provider; null = not stated
--   beneficiaries: integer, beneficiary-years with a line not denied
--   seen_beneficiaries: integer, with any line
--   kx_beneficiaries: integer, with KX
--   first_date_judged_beneficiaries: integer, first date without an open KX
--   first_date_early_beneficiaries: integer, early KX on the first date
--   judged_kx_beneficiaries: integer, with a judged KX line
--   early_kx_beneficiaries: integer, with an early KX line
--   required_beneficiaries: integer, with a line that requires KX
--   missing_kx_beneficiaries: integer, with one that lacks it
--   conflict_beneficiaries: integer, of all seen, KX with a notice modifier
--   discipline_conflict_beneficiaries: integer, of all seen, modifier at odds
--   limit_denied_beneficiaries: integer, of all seen, denied at the limit
--   denied_beneficiaries: integer, of all seen, with a denied line
--   assistant_beneficiaries: integer, furnished in part by an assistant
--   long_day_beneficiaries: integer, with a visit above 480 timed minutes
--   over_limit_beneficiaries: integer, units of a code above its day's limit
--   over_kx_beneficiaries: integer, total above the KX threshold
--   over_review_beneficiaries: integer, total above the review threshold
--   throughout_year_beneficiaries: integer, a line in each quarter of the year
--   several_provider_beneficiaries: integer, two or more billing NPIs
--   several_provider_paid_cents: cents, what Medicare paid this one for them
--   allowed_cents: cents, allowed amount that accrued
--   allowed_squares: double, sum of squared allowed cents of a beneficiary-year
-- unique_key: provider_role, npi, discipline, setting, billing_state
-- engines: athena, duckdb
-- used_by: score
-- source: OIG-1 to OIG-6 (3, 4 and 6 by our definitions), RULES 7.1, 7.3, 7.7
with final as (
    select
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        count_if(is_treated) as beneficiaries,
        count(*) as seen_beneficiaries,
        count_if(has_kx) as kx_beneficiaries,
        -- Early is early, whatever another line of that date leaves open.
        count_if(
            is_first_date_early or (has_first_date and not is_first_date_open)
        ) as first_date_judged_beneficiaries,
        count_if(is_first_date_early) as first_date_early_beneficiaries,
        count_if(has_judged_kx) as judged_kx_beneficiaries,
        count_if(has_early) as early_kx_beneficiaries,
        count_if(has_required) as required_beneficiaries,
        count_if(has_missing) as missing_kx_beneficiaries,
        count_if(has_conflict) as conflict_beneficiaries,
        count_if(has_discipline_conflict) as discipline_conflict_beneficiaries,
        count_if(has_limit_denied) as limit_denied_beneficiaries,
        count_if(has_denied) as denied_beneficiaries,
        count_if(has_assistant) as assistant_beneficiaries,
        count_if(has_long_visit) as long_day_beneficiaries,
        count_if(has_over_limit) as over_limit_beneficiaries,
        count_if(is_over_kx) as over_kx_beneficiaries,
        count_if(is_over_review) as over_review_beneficiaries,
        count_if(is_throughout_year) as throughout_year_beneficiaries,
        count_if(has_several_billers) as several_provider_beneficiaries,
        cast(
            sum(case when has_several_billers then paid_cents else 0 end)
            as bigint
        ) as several_provider_paid_cents,
        cast(sum(allowed_cents) as bigint) as allowed_cents,
        -- Exact in bigint for 90 million beneficiaries of 3,000 dollars each.
        cast(sum(allowed_cents * allowed_cents) as double) as allowed_squares
    from int_provider_beneficiaries
    group by provider_role, npi, discipline, setting, billing_state
)

select * from final

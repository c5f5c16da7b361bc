-- name: int_provider_beneficiaries
-- purpose: What was seen of each beneficiary in a year with each provider.
-- grain: one row per provider, discipline, setting, state, year and beneficiary
-- inputs: stg_provider_lines
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
--   service_year: integer, calendar year of the date of service
--   beneficiary_token: text, pseudonym of the beneficiary
--   is_treated: boolean, with a line that was not denied
--   has_kx: boolean, with KX
--   has_judged_kx: boolean, with a judged KX line
--   has_early: boolean, with an early KX line
--   has_required: boolean, with a line that requires KX
--   has_missing: boolean, with one that lacks it
--   has_conflict: boolean, KX with a notice modifier, denied or not
--   has_discipline_conflict: boolean, modifier against code or another
--   has_limit_denied: boolean, denied at the limit
--   has_denied: boolean, with a denied line
--   has_assistant: boolean, furnished in part by an assistant
--   has_long_visit: boolean, with a visit above 480 timed minutes
--   has_over_limit: boolean, with more units of a code on a day than its limit
--   is_over_kx: boolean, total above the KX threshold
--   is_over_review: boolean, total above the review threshold
--   is_throughout_year: boolean, a line in each quarter of the year
--   has_first_date: boolean, first date of the year with the provider is here
--   is_first_date_early: boolean, early KX on that date
--   is_first_date_open: boolean, KX without a certain verdict on that date
--   has_several_billers: boolean, two or more billing NPIs in the year
--   allowed_cents: cents, allowed amount that accrued
--   paid_cents: cents, what Medicare paid
-- unique_key:
--   provider_role
--   npi
--   discipline
--   setting
--   billing_state
--   service_year
--   beneficiary_token
-- engines: athena, duckdb
-- used_by: fact_provider_beneficiaries
-- source: OIG-1 to OIG-5 (3 and 4 by our definitions), RULES 7.1
with pairs as (
    select
        rendering_npi,
        billing_npi,
        discipline,
        setting,
        billing_state,
        service_year,
        beneficiary_token,
        bool_or(is_paid) as is_treated,
        bool_or(is_kx) as has_kx,
        bool_or(is_judged_kx) as has_judged_kx,
        bool_or(is_early) as has_early,
        bool_or(is_required) as has_required,
        bool_or(is_missing) as has_missing,
        bool_or(is_conflict or is_denied_conflict) as has_conflict,
        bool_or(is_discipline_conflict) as has_discipline_conflict,
        bool_or(is_limit_denied) as has_limit_denied,
        bool_or(is_counted and is_denied) as has_denied,
        bool_or(is_assistant) as has_assistant,
        bool_or(is_long_rendering_visit) as has_long_rendering_visit,
        bool_or(is_long_billing_visit) as has_long_billing_visit,
        bool_or(is_over_limit_rendering) as has_over_limit_rendering,
        bool_or(is_over_limit_billing) as has_over_limit_billing,
        bool_or(is_over_kx) as is_over_kx,
        bool_or(is_over_review) as is_over_review,
        bool_or(is_paid and quarter(service_date) = 1) as is_in_first,
        bool_or(is_paid and quarter(service_date) = 2) as is_in_second,
        bool_or(is_paid and quarter(service_date) = 3) as is_in_third,
        bool_or(is_paid and quarter(service_date) = 4) as is_in_fourth,
        bool_or(is_first_rendering_date) as has_rendering_date,
        bool_or(is_first_rendering_date and is_early) as is_rendering_early,
        bool_or(is_first_rendering_date and is_open_kx) as is_rendering_open,
        bool_or(is_first_billing_date) as has_billing_date,
        bool_or(is_first_billing_date and is_early) as is_billing_early,
        bool_or(is_first_billing_date and is_open_kx) as is_billing_open,
        sum(case when is_paid then accrued_cents else 0 end) as allowed_cents,
        sum(case when is_paid then paid_cents else 0 end) as paid_cents
    from stg_provider_lines
    group by
        rendering_npi,
        billing_npi,
        discipline,
        setting,
        billing_state,
        service_year,
        beneficiary_token
),

-- OIG-3 looks at all billers of a beneficiary, whatever the discipline. With
-- an order and a frame: without, DuckDB reads all lines a second time for it.
pairs_with_billers as (
    select
        rendering_npi,
        billing_npi,
        discipline,
        setting,
        billing_state,
        service_year,
        beneficiary_token,
        is_treated,
        has_kx,
        has_judged_kx,
        has_early,
        has_required,
        has_missing,
        has_conflict,
        has_discipline_conflict,
        has_limit_denied,
        has_denied,
        has_assistant,
        has_long_rendering_visit,
        has_long_billing_visit,
        has_over_limit_rendering,
        has_over_limit_billing,
        is_over_kx,
        is_over_review,
        is_in_first,
        is_in_second,
        is_in_third,
        is_in_fourth,
        has_rendering_date,
        is_rendering_early,
        is_rendering_open,
        has_billing_date,
        is_billing_early,
        is_billing_open,
        allowed_cents,
        paid_cents,
        min(case when is_treated then billing_npi end) over billers
            as lowest_biller,
        max(case when is_treated then billing_npi end) over billers
            as highest_biller
    from pairs
    window billers as (
        partition by service_year, beneficiary_token
        order by billing_npi asc nulls last
        rows between unbounded preceding and unbounded following
    )
),

pairs_by_role as (
    select
        roles.provider_role,
        case roles.provider_role
            when 'rendering' then pairs_with_billers.rendering_npi
            else pairs_with_billers.billing_npi
        end as npi,
        pairs_with_billers.discipline,
        pairs_with_billers.setting,
        pairs_with_billers.billing_state,
        pairs_with_billers.service_year,
        pairs_with_billers.beneficiary_token,
        pairs_with_billers.is_treated,
        pairs_with_billers.has_kx,
        pairs_with_billers.has_judged_kx,
        pairs_with_billers.has_early,
        pairs_with_billers.has_required,
        pairs_with_billers.has_missing,
        pairs_with_billers.has_conflict,
        pairs_with_billers.has_discipline_conflict,
        pairs_with_billers.has_limit_denied,
        pairs_with_billers.has_denied,
        pairs_with_billers.has_assistant,
        case roles.provider_role
            when 'rendering' then pairs_with_billers.has_long_rendering_visit
            else pairs_with_billers.has_long_billing_visit
        end as has_long_visit,
        case roles.provider_role
            when 'rendering' then pairs_with_billers.has_over_limit_rendering
            else pairs_with_billers.has_over_limit_billing
        end as has_over_limit,
        pairs_with_billers.is_over_kx,
        pairs_with_billers.is_over_review,
        pairs_with_billers.is_in_first,
        pairs_with_billers.is_in_second,
        pairs_with_billers.is_in_third,
        pairs_with_billers.is_in_fourth,
        case roles.provider_role
            when 'rendering' then pairs_with_billers.has_rendering_date
            else pairs_with_billers.has_billing_date
        end as has_first_date,
        case roles.provider_role
            when 'rendering' then pairs_with_billers.is_rendering_early
            else pairs_with_billers.is_billing_early
        end as is_first_date_early,
        case roles.provider_role
            when 'rendering' then pairs_with_billers.is_rendering_open
            else pairs_with_billers.is_billing_open
        end as is_first_date_open,
        pairs_with_billers.allowed_cents,
        pairs_with_billers.paid_cents,
        coalesce(
            pairs_with_billers.lowest_biller
            <> pairs_with_billers.highest_biller,
            false
        ) as has_several_billers
    from pairs_with_billers
    cross join (values ('rendering'), ('billing')) as roles (provider_role)
),

final as (
    select
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        service_year,
        beneficiary_token,
        bool_or(is_treated) as is_treated,
        bool_or(has_kx) as has_kx,
        bool_or(has_judged_kx) as has_judged_kx,
        bool_or(has_early) as has_early,
        bool_or(has_required) as has_required,
        bool_or(has_missing) as has_missing,
        bool_or(has_conflict) as has_conflict,
        bool_or(has_discipline_conflict) as has_discipline_conflict,
        bool_or(has_limit_denied) as has_limit_denied,
        bool_or(has_denied) as has_denied,
        bool_or(has_assistant) as has_assistant,
        bool_or(has_long_visit) as has_long_visit,
        bool_or(has_over_limit) as has_over_limit,
        bool_or(is_over_kx) as is_over_kx,
        bool_or(is_over_review) as is_over_review,
        bool_or(is_in_first)
        and bool_or(is_in_second)
        and bool_or(is_in_third)
        and bool_or(is_in_fourth) as is_throughout_year,
        bool_or(has_first_date) as has_first_date,
        bool_or(is_first_date_early) as is_first_date_early,
        bool_or(is_first_date_open) as is_first_date_open,
        bool_or(is_treated) and bool_or(has_several_billers)
            as has_several_billers,
        cast(sum(allowed_cents) as bigint) as allowed_cents,
        cast(sum(paid_cents) as bigint) as paid_cents
    from pairs_by_role
    where npi is not null
    group by
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        service_year,
        beneficiary_token
)

select * from final

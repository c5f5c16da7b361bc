-- name: fact_provider_lines
-- purpose: Lines, visits and amounts of each provider in a period.
-- grain: one row per provider role, NPI, discipline, setting and state
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
--   therapy_lines: integer, therapy lines, denied ones too
--   denied_lines: integer, those that the payer denied
--   limit_denied_lines: integer, denied because the limit was reached
--   kx_lines: integer, lines with KX that were not denied
--   judged_kx_lines: integer, those whose verdict is certain
--   early_kx_lines: integer, of these, KX not required and not near
--   unrequired_lines: integer, KX not required by own totals, not denied
--   required_lines: integer, lines that certainly require KX, not denied
--   missing_kx_lines: integer, of these, without KX
--   ga_conflict_lines: integer, KX with GA, not denied
--   gx_conflict_lines: integer, KX with GX, not denied
--   gy_conflict_lines: integer, KX with GY, not denied
--   gz_conflict_lines: integer, KX with GZ, not denied
--   conflict_lines: integer, KX with any of them; a line counts once
--   denied_conflict_lines: integer, the same on denied lines
--   discipline_checked_lines: integer, lines that state a discipline
--   discipline_conflict_lines: integer, of these, contradicted
--   assistant_lines: integer, furnished in part by an assistant
--   visits: integer, days of a beneficiary with a line not denied
--   timed_minutes: integer, minutes of timed units; untimed codes add nothing
--   timed_minutes_squares: double, sum of squared minutes of a visit
--   long_beneficiary_days: integer, visits above 480 timed minutes
--   limited_code_days: integer, beneficiary, day and code with a known limit
--   over_limit_code_days: integer, of these, more units than the limit
--   allowed_cents: cents, allowed amount that accrued
--   paid_cents: cents, what Medicare paid
--   early_allowed_cents: cents, allowed on early lines
--   early_paid_cents: cents, paid on early lines
--   missing_allowed_cents: cents, allowed on lines that lack KX
--   under_billed_charge_cents: cents, charges denied for want of KX
--   conflict_paid_cents: cents, paid on KX with a notice modifier
--   review_exposed_allowed_cents: cents, above the review threshold
--   review_exposed_paid_cents: cents, paid on these
--   first_service_date: day, first service in the period
--   last_service_date: day, last service in the period
-- unique_key: provider_role, npi, discipline, setting, billing_state
-- engines: athena, duckdb
-- used_by: score
-- source: OIG-1, OIG-6, KX-1, KX-8, KX-10, ACC-5, ID-3, RULES 5.1 (I, II), 7
with pairs as (
    select
        rendering_npi,
        billing_npi,
        discipline,
        setting,
        billing_state,
        count_if(is_counted) as therapy_lines,
        count_if(is_counted and is_denied) as denied_lines,
        count_if(is_limit_denied) as limit_denied_lines,
        count_if(is_kx) as kx_lines,
        count_if(is_judged_kx) as judged_kx_lines,
        count_if(is_early) as early_kx_lines,
        count_if(is_unrequired) as unrequired_lines,
        count_if(is_required) as required_lines,
        count_if(is_missing) as missing_kx_lines,
        count_if(is_ga_conflict) as ga_conflict_lines,
        count_if(is_gx_conflict) as gx_conflict_lines,
        count_if(is_gy_conflict) as gy_conflict_lines,
        count_if(is_gz_conflict) as gz_conflict_lines,
        count_if(is_conflict) as conflict_lines,
        count_if(is_denied_conflict) as denied_conflict_lines,
        count_if(is_discipline_checked) as discipline_checked_lines,
        count_if(is_discipline_conflict) as discipline_conflict_lines,
        count_if(is_assistant) as assistant_lines,
        -- What a visit comes to stands on the first of its lines.
        count(rendering_visit_minutes) as rendering_visits,
        count(billing_visit_minutes) as billing_visits,
        sum(coalesce(rendering_visit_minutes, 0)) as rendering_minutes,
        sum(coalesce(billing_visit_minutes, 0)) as billing_minutes,
        sum(
            coalesce(
                cast(rendering_visit_minutes as bigint)
                * rendering_visit_minutes,
                0
            )
        ) as rendering_squares,
        sum(
            coalesce(
                cast(billing_visit_minutes as bigint) * billing_visit_minutes, 0
            )
        ) as billing_squares,
        count_if(is_long_rendering_visit) as long_rendering_visits,
        count_if(is_long_billing_visit) as long_billing_visits,
        count(rendering_code_units) as rendering_code_days,
        count(billing_code_units) as billing_code_days,
        count_if(is_over_limit_rendering) as over_limit_rendering_days,
        count_if(is_over_limit_billing) as over_limit_billing_days,
        sum(case when is_paid then accrued_cents else 0 end) as allowed_cents,
        sum(case when is_paid then paid_cents else 0 end) as paid_cents,
        sum(case when is_early then accrued_cents else 0 end)
            as early_allowed_cents,
        sum(case when is_early then paid_cents else 0 end) as early_paid_cents,
        sum(case when is_missing then accrued_cents else 0 end)
            as missing_allowed_cents,
        sum(case when is_under_billed then charge_cents else 0 end)
            as under_billed_charge_cents,
        sum(case when is_conflict then paid_cents else 0 end)
            as conflict_paid_cents,
        sum(case when is_over_review then accrued_cents else 0 end)
            as review_exposed_allowed_cents,
        sum(case when is_over_review then paid_cents else 0 end)
            as review_exposed_paid_cents,
        min(service_date) as first_service_date,
        max(service_date) as last_service_date
    from stg_provider_lines
    group by rendering_npi, billing_npi, discipline, setting, billing_state
),

by_role as (
    select
        roles.provider_role,
        case roles.provider_role
            when 'rendering' then pairs.rendering_npi
            else pairs.billing_npi
        end as npi,
        pairs.discipline,
        pairs.setting,
        pairs.billing_state,
        pairs.therapy_lines,
        pairs.denied_lines,
        pairs.limit_denied_lines,
        pairs.kx_lines,
        pairs.judged_kx_lines,
        pairs.early_kx_lines,
        pairs.unrequired_lines,
        pairs.required_lines,
        pairs.missing_kx_lines,
        pairs.ga_conflict_lines,
        pairs.gx_conflict_lines,
        pairs.gy_conflict_lines,
        pairs.gz_conflict_lines,
        pairs.conflict_lines,
        pairs.denied_conflict_lines,
        pairs.discipline_checked_lines,
        pairs.discipline_conflict_lines,
        pairs.assistant_lines,
        case roles.provider_role
            when 'rendering' then pairs.rendering_visits
            else pairs.billing_visits
        end as visits,
        case roles.provider_role
            when 'rendering' then pairs.rendering_minutes
            else pairs.billing_minutes
        end as timed_minutes,
        case roles.provider_role
            when 'rendering' then pairs.rendering_squares
            else pairs.billing_squares
        end as timed_minutes_squares,
        case roles.provider_role
            when 'rendering' then pairs.long_rendering_visits
            else pairs.long_billing_visits
        end as long_beneficiary_days,
        case roles.provider_role
            when 'rendering' then pairs.rendering_code_days
            else pairs.billing_code_days
        end as limited_code_days,
        case roles.provider_role
            when 'rendering' then pairs.over_limit_rendering_days
            else pairs.over_limit_billing_days
        end as over_limit_code_days,
        pairs.allowed_cents,
        pairs.paid_cents,
        pairs.early_allowed_cents,
        pairs.early_paid_cents,
        pairs.missing_allowed_cents,
        pairs.under_billed_charge_cents,
        pairs.conflict_paid_cents,
        pairs.review_exposed_allowed_cents,
        pairs.review_exposed_paid_cents,
        pairs.first_service_date,
        pairs.last_service_date
    from pairs
    cross join (values ('rendering'), ('billing')) as roles (provider_role)
),

final as (
    select
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        cast(sum(therapy_lines) as bigint) as therapy_lines,
        cast(sum(denied_lines) as bigint) as denied_lines,
        cast(sum(limit_denied_lines) as bigint) as limit_denied_lines,
        cast(sum(kx_lines) as bigint) as kx_lines,
        cast(sum(judged_kx_lines) as bigint) as judged_kx_lines,
        cast(sum(early_kx_lines) as bigint) as early_kx_lines,
        cast(sum(unrequired_lines) as bigint) as unrequired_lines,
        cast(sum(required_lines) as bigint) as required_lines,
        cast(sum(missing_kx_lines) as bigint) as missing_kx_lines,
        cast(sum(ga_conflict_lines) as bigint) as ga_conflict_lines,
        cast(sum(gx_conflict_lines) as bigint) as gx_conflict_lines,
        cast(sum(gy_conflict_lines) as bigint) as gy_conflict_lines,
        cast(sum(gz_conflict_lines) as bigint) as gz_conflict_lines,
        cast(sum(conflict_lines) as bigint) as conflict_lines,
        cast(sum(denied_conflict_lines) as bigint) as denied_conflict_lines,
        cast(sum(discipline_checked_lines) as bigint)
            as discipline_checked_lines,
        cast(sum(discipline_conflict_lines) as bigint)
            as discipline_conflict_lines,
        cast(sum(assistant_lines) as bigint) as assistant_lines,
        cast(sum(visits) as bigint) as visits,
        cast(sum(timed_minutes) as bigint) as timed_minutes,
        cast(sum(timed_minutes_squares) as double) as timed_minutes_squares,
        cast(sum(long_beneficiary_days) as bigint) as long_beneficiary_days,
        cast(sum(limited_code_days) as bigint) as limited_code_days,
        cast(sum(over_limit_code_days) as bigint) as over_limit_code_days,
        cast(sum(allowed_cents) as bigint) as allowed_cents,
        cast(sum(paid_cents) as bigint) as paid_cents,
        cast(sum(early_allowed_cents) as bigint) as early_allowed_cents,
        cast(sum(early_paid_cents) as bigint) as early_paid_cents,
        cast(sum(missing_allowed_cents) as bigint) as missing_allowed_cents,
        cast(sum(under_billed_charge_cents) as bigint)
            as under_billed_charge_cents,
        cast(sum(conflict_paid_cents) as bigint) as conflict_paid_cents,
        cast(sum(review_exposed_allowed_cents) as bigint)
            as review_exposed_allowed_cents,
        cast(sum(review_exposed_paid_cents) as bigint)
            as review_exposed_paid_cents,
        min(first_service_date) as first_service_date,
        max(last_service_date) as last_service_date
    from by_role
    where npi is not null
    group by provider_role, npi, discipline, setting, billing_state
)

select * from final

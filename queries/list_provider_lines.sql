-- name: list_provider_lines
-- purpose: The claim lines behind one measure of one provider, page by page.
-- grain: one row per claim version and line
-- inputs: stg_provider_lines
-- parameters:
--   first_year: integer, calendar year of the first day
--   last_year: integer, calendar year of the last day
--   period_from: day, first day of service
--   period_to: day, last day of service
--   provider_role: text, rendering or billing
--   npi: text, NPI of the provider
--   discipline: text, GP, GO, GN, or all
--   setting: text, setting of the lines, or all
--   billing_state: text, state; an empty text = not stated; or all
--   payer_id: text, Medicare contractor number, or all
--   evidence: text, which lines: a name in the step wanted_lines
--   after_place: integer, place of the last line already read; 0 = none
--   last_place: integer, place of the last line wanted
-- outputs:
--   place: integer, place among the lines of that evidence, from 1
--   beneficiary_token: text, pseudonym of the beneficiary
--   service_date: day, first day of the service
--   payer_id: text, Medicare contractor number
--   icn: text, payer claim control number
--   version_key: text, identity of the claim version
--   line_number: integer, place of the line on the claim
--   rendering_npi: text, NPI of the therapist
--   billing_npi: text, NPI of the billing provider
--   discipline: text, GP, GO or GN
--   setting: text, professional, or the kind of facility
--   billing_state: text, state of the billing provider
--   threshold_group: text, PT_SLP or OT; null = several disciplines stated
--   hcpcs: text, procedure code
--   modifiers: text, modifiers, separated by commas
--   unit_thousandths: integer, units paid times 1000
--   timed_minutes: integer, minutes of the timed units
--   charge_cents: cents, billed charge
--   accrued_cents: cents, allowed amount that accrued
--   paid_cents: cents, what Medicare paid
--   before_cents: cents, running total before the line
--   after_cents: cents, running total after the line
--   kx_threshold_cents: cents, KX threshold of the year
--   kx_assessment: text, what the line does
--   kx_certainty: text, whether outside spend could change the verdict
--   completeness: text, what the total is made of
--   is_denied: boolean, the payer denied the line
--   is_early: boolean, judged KX, not required and not near
--   is_first_rendering_date: boolean, first date of the year with the therapist
--   is_first_billing_date: boolean, first date of the year with the biller
-- unique_key: version_key, line_number
-- engines: athena, duckdb
-- used_by: provider, explain
-- source: the provider measures; the lines are those that they count
with own_lines as (
    select
        beneficiary_token,
        service_date,
        payer_id,
        icn,
        version_key,
        line_number,
        rendering_npi,
        billing_npi,
        discipline,
        setting,
        billing_state,
        threshold_group,
        hcpcs,
        modifiers,
        unit_thousandths,
        timed_minutes,
        charge_cents,
        accrued_cents,
        paid_cents,
        before_cents,
        after_cents,
        kx_threshold_cents,
        review_threshold_cents,
        kx_assessment,
        kx_certainty,
        completeness,
        is_counted,
        is_denied,
        is_limit_denied,
        is_paid,
        is_kx,
        is_judged_kx,
        is_early,
        is_unrequired,
        is_required,
        is_missing,
        is_under_billed,
        is_ga_conflict,
        is_gx_conflict,
        is_gy_conflict,
        is_gz_conflict,
        is_conflict,
        is_denied_conflict,
        is_discipline_checked,
        is_discipline_conflict,
        is_assistant,
        is_over_kx,
        is_over_review,
        is_first_rendering_date,
        is_first_billing_date,
        is_near_kx,
        is_near_kx and is_last_year_kx as is_last_year_near,
        is_rule_judged,
        is_rule_judged and is_kx = is_merged_kx as is_merged_fit,
        is_rule_judged and is_kx = is_swapped_kx as is_swapped_fit,
        is_rule_judged and is_kx = is_last_year_kx as is_last_year_fit,
        is_rule_judged and is_kx = is_charges_kx as is_charges_fit,
        is_rule_judged and (is_early or is_missing) as is_wrong,
        is_paid and unit_limit is not null as is_limited,
        unit_limit * 1000 as unit_limit_thousandths,
        sum(case when is_paid then timed_minutes end) over visit
            as visit_minutes,
        sum(case when is_paid then timed_minutes end) over provider_day
            as provider_day_minutes,
        sum(
            case
                when is_paid and unit_limit is not null then unit_thousandths
            end
        ) over code_day as code_day_thousandths,
        count_if(is_paid and quarter(service_date) = 1) over beneficiary_year
            as first_quarter_lines,
        count_if(is_paid and quarter(service_date) = 2) over beneficiary_year
            as second_quarter_lines,
        count_if(is_paid and quarter(service_date) = 3) over beneficiary_year
            as third_quarter_lines,
        count_if(is_paid and quarter(service_date) = 4) over beneficiary_year
            as fourth_quarter_lines,
        row_number() over (
            partition by
                discipline, setting, billing_state,
                service_year, beneficiary_token, threshold_group, is_judged_kx
            order by accrual_order asc nulls last
        ) as kx_place,
        row_number() over (
            partition by
                discipline, setting, billing_state,
                service_year, beneficiary_token, threshold_group, is_paid
            order by accrual_order desc nulls last
        ) as place_from_last
    from stg_provider_lines
    where
        case cast(? as varchar)
            when 'rendering' then rendering_npi
            when 'billing' then billing_npi
        end = cast(? as varchar)
        and case cast(? as varchar)
            when 'all' then true
            when discipline then true
            else false
        end
        and case cast(? as varchar)
            when 'all' then true
            when setting then true
            else false
        end
        and case cast(? as varchar)
            when 'all' then true
            when coalesce(billing_state, '') then true
            else false
        end
        and case cast(? as varchar)
            when 'all' then true
            when payer_id then true
            else false
        end
    window
        visit as (
            partition by
                discipline, setting, billing_state,
                service_year, beneficiary_token, service_date
        ),
        code_day as (
            partition by
                discipline, setting, billing_state,
                service_year, beneficiary_token, service_date, hcpcs,
                is_paid and unit_limit is not null
        ),
        provider_day as (
            partition by discipline, setting, billing_state, service_date
        ),
        beneficiary_year as (
            partition by
                discipline, setting, billing_state,
                service_year, beneficiary_token
        )
),

wanted_lines as (
    select
        beneficiary_token,
        service_date,
        payer_id,
        icn,
        version_key,
        line_number,
        rendering_npi,
        billing_npi,
        discipline,
        setting,
        billing_state,
        threshold_group,
        hcpcs,
        modifiers,
        unit_thousandths,
        timed_minutes,
        charge_cents,
        accrued_cents,
        paid_cents,
        before_cents,
        after_cents,
        kx_threshold_cents,
        kx_assessment,
        kx_certainty,
        completeness,
        is_denied,
        is_early,
        is_first_rendering_date,
        is_first_billing_date,
        row_number() over (
            order by
                beneficiary_token asc nulls last,
                service_date asc nulls last,
                payer_id asc nulls last,
                icn asc nulls last,
                version_key asc nulls last,
                line_number asc nulls last
        ) as place
    from own_lines
    where
        case cast(? as varchar)
            when 'seen' then true
            when 'therapy' then is_counted
            when 'paid' then is_paid
            when 'denied' then is_counted and is_denied
            when 'limit_denied' then is_limit_denied
            when 'kx' then is_kx
            when 'judged_kx' then is_judged_kx
            when 'early' then is_early
            when 'first_rendering_date' then is_first_rendering_date
            when 'first_rendering_date_early'
                then is_first_rendering_date and is_early
            when 'first_billing_date' then is_first_billing_date
            when 'first_billing_date_early'
                then is_first_billing_date and is_early
            when 'unrequired' then is_unrequired
            when 'required' then is_required
            when 'missing' then is_missing
            when 'under_billed' then is_under_billed
            when 'ga_conflict' then is_ga_conflict
            when 'gx_conflict' then is_gx_conflict
            when 'gy_conflict' then is_gy_conflict
            when 'gz_conflict' then is_gz_conflict
            when 'conflict' then is_conflict
            when 'any_conflict' then is_conflict or is_denied_conflict
            when 'denied_conflict' then is_denied_conflict
            when 'discipline_checked' then is_discipline_checked
            when 'discipline_conflict' then is_discipline_conflict
            when 'assistant' then is_assistant
            when 'over_kx' then is_over_kx
            when 'over_review' then is_over_review
            when 'throughout_year'
                then
                    is_paid
                    and first_quarter_lines > 0
                    and second_quarter_lines > 0
                    and third_quarter_lines > 0
                    and fourth_quarter_lines > 0
            when 'long_visit' then is_paid and visit_minutes > 480
            when 'long_provider_day' then is_paid and provider_day_minutes > 480
            when 'limited_code_day' then is_limited
            when 'over_limit_code_day'
                then is_limited
                and code_day_thousandths > unit_limit_thousandths
            when 'first_kx' then is_judged_kx and kx_place = 1
            when 'in_kx_window'
                then is_paid and place_from_last = 1
                and after_cents * 100 >= kx_threshold_cents * 85
                and after_cents * 100 <= kx_threshold_cents * 110
            when 'just_under_kx'
                then is_paid and place_from_last = 1
                and after_cents * 100 >= kx_threshold_cents * 95
                and after_cents <= kx_threshold_cents
            when 'in_review_window'
                then is_paid and place_from_last = 1
                and after_cents * 100 >= review_threshold_cents * 85
                and after_cents * 100 <= review_threshold_cents * 110
            when 'just_under_review'
                then is_paid and place_from_last = 1
                and after_cents * 100 >= review_threshold_cents * 95
                and after_cents <= review_threshold_cents
            when 'near_kx' then is_near_kx
            when 'last_year_near' then is_last_year_near
            when 'rule_judged' then is_rule_judged
            when 'wrong' then is_wrong
            when 'merged_explains' then is_wrong and is_merged_fit
            when 'swapped_explains' then is_wrong and is_swapped_fit
            when 'last_year_explains' then is_wrong and is_last_year_fit
            when 'charges_explains' then is_wrong and is_charges_fit
            else false
        end
),

final as (
    select
        place,
        beneficiary_token,
        service_date,
        payer_id,
        icn,
        version_key,
        line_number,
        rendering_npi,
        billing_npi,
        discipline,
        setting,
        billing_state,
        threshold_group,
        hcpcs,
        modifiers,
        unit_thousandths,
        timed_minutes,
        charge_cents,
        accrued_cents,
        paid_cents,
        before_cents,
        after_cents,
        kx_threshold_cents,
        kx_assessment,
        kx_certainty,
        completeness,
        is_denied,
        is_early,
        is_first_rendering_date,
        is_first_billing_date
    from wanted_lines
    where place > cast(? as integer) and place <= cast(? as integer)
)

select * from final

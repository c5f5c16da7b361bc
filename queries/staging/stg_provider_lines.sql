-- name: stg_provider_lines
-- purpose: Therapy lines of a period with what the measures ask of each line.
-- grain: one row per claim version and line
-- inputs: ledger_lines
-- parameters:
--   first_year: integer, calendar year of the first day
--   last_year: integer, calendar year of the last day
--   period_from: day, first day of service
--   period_to: day, last day of service
-- outputs:
--   service_year: integer, calendar year of the date of service
--   service_date: day, first day of the service
--   beneficiary_token: text, pseudonym of the beneficiary
--   version_key: text, identity of the claim version
--   line_number: integer, place of the line on the claim
--   payer_id: text, Medicare contractor number
--   icn: text, payer claim control number
--   rendering_npi: text, NPI of the therapist
--   billing_npi: text, NPI of the billing provider
--   billing_tin: text, tax number of the billing provider
--   discipline: text, GP, GO or GN; of several the first of these
--   setting: text, professional, or the kind of facility
--   billing_state: text, state of the billing provider
--   threshold_group: text, PT_SLP or OT; null = several disciplines stated
--   hcpcs: text, procedure code
--   modifiers: text, modifiers, separated by commas
--   unit_thousandths: integer, units paid times 1000, so that sums are exact
--   unit_limit: integer, units of the code a day above which they are unlikely
--   timed_minutes: integer, minutes of the timed units
--   charge_cents: cents, billed charge
--   accrued_cents: cents, allowed amount that accrued
--   paid_cents: cents, what Medicare paid
--   accrual_order: integer, place within beneficiary, year and group
--   before_cents: cents, running total before the line
--   after_cents: cents, running total after the line
--   kx_threshold_cents: cents, KX threshold of the year
--   review_threshold_cents: cents, review threshold
--   kx_assessment: text, what the line does
--   kx_certainty: text, whether outside spend could change the verdict
--   completeness: text, what the total is made of
--   is_counted: boolean, the line belongs to a threshold group
--   is_denied: boolean, the payer denied the line
--   is_limit_denied: boolean, denied because the limit was reached
--   is_paid: boolean, in a group and not denied
--   is_kx: boolean, paid with KX
--   is_judged_kx: boolean, paid with KX and a certain verdict
--   is_open_kx: boolean, paid with KX and no certain verdict
--   is_early: boolean, judged KX, not required and not near
--   is_near_kx: boolean, judged KX, not required, near the threshold
--   is_unrequired: boolean, paid, KX not required; if with KX, certainly so
--   is_required: boolean, paid and certain, KX required
--   is_missing: boolean, the same without KX
--   is_under_billed: boolean, denied for want of KX
--   is_ga_conflict: boolean, paid, KX with GA
--   is_gx_conflict: boolean, paid, KX with GX
--   is_gy_conflict: boolean, paid, KX with GY
--   is_gz_conflict: boolean, paid, KX with GZ
--   is_conflict: boolean, paid, KX with any of them
--   is_denied_conflict: boolean, denied, KX with any of them
--   is_discipline_checked: boolean, paid, or not denied and several disciplines
--   is_discipline_conflict: boolean, of these, modifier against code or another
--   is_assistant: boolean, paid, furnished in part by an assistant
--   is_over_kx: boolean, paid, total after the line above the KX threshold
--   is_over_review: boolean, paid, the same of the review threshold
--   is_first_rendering_date: boolean, first date of the year with the therapist
--   is_first_billing_date: boolean, first date of the year with the biller
--   rendering_visit_minutes: integer, of the visit, on its first line
--   billing_visit_minutes: integer, the same with the biller
--   is_long_rendering_visit: boolean, on that line, more than 480 of them
--   is_long_billing_visit: boolean, the same with the biller
--   rendering_code_units: double, of the code on the visit, on its first line
--   billing_code_units: double, the same with the biller
--   is_over_limit_rendering: boolean, on that line, more than the limit
--   is_over_limit_billing: boolean, the same with the biller
--   is_rule_judged: boolean, a line that the threshold alone decides
--   is_merged_kx: boolean, KX due if all disciplines shared one total
--   is_swapped_kx: boolean, KX due if the groups were exchanged
--   is_last_year_kx: boolean, KX due by the amount of the year before
--   is_charges_kx: boolean, KX due if charges were counted
-- unique_key: version_key, line_number
-- engines: athena, duckdb
-- used_by: the provider measures
-- source: KX-1, KX-8, KX-10, ACC-5, TMR-1, ID-1, ID-3, ID-4, RULES 7
with therapy_lines as (
    select
        service_year,
        service_date,
        beneficiary_token,
        version_key,
        line_number,
        payer_id,
        icn,
        rendering_npi,
        billing_npi,
        billing_tin,
        -- A line with several discipline modifiers has no discipline and no
        -- group; so that its conflict is seen, it goes under the first of
        -- these three (our policy).
        case
            when discipline is not null then discipline
            when strpos(modifiers, 'GP') > 0 then 'GP'
            when strpos(modifiers, 'GO') > 0 then 'GO'
            else 'GN'
        end as discipline,
        setting,
        billing_state,
        threshold_group,
        hcpcs,
        modifiers,
        cast(units * 1000 as bigint) as unit_thousandths,
        unit_limit,
        timed_minutes,
        charge_cents,
        accrued_cents,
        paid_cents,
        accrual_order,
        before_cents,
        after_cents,
        other_before_cents,
        charges_before_cents,
        kx_threshold_cents,
        previous_kx_threshold_cents,
        review_threshold_cents,
        has_kx,
        kx_expected,
        kx_assessment,
        kx_certainty,
        completeness,
        is_denied,
        is_review_exposed,
        is_first_rendering_date,
        is_first_billing_date,
        rendering_visit_minutes,
        billing_visit_minutes,
        rendering_code_units,
        billing_code_units,
        flags,
        notes,
        threshold_group is not null as is_counted,
        threshold_group is not null and not is_denied as is_paid,
        -- The ledger calls a line near or a conflict, not both. A conflict is
        -- taken for near within twice the least tolerance of the ledger (our
        -- policy), so that none that is near counts as early.
        kx_assessment = 'near'
        or (
            kx_assessment = 'conflict'
            and kx_threshold_cents - after_cents < 30000
        ) as is_near
    from ledger_lines
    where
        service_year >= cast(? as integer)
        and service_year <= cast(? as integer)
        and service_date >= cast(? as date)
        and service_date <= cast(? as date)
        and (
            threshold_group is not null
            or strpos(flags, 'MULTIPLE_DISCIPLINE_MODIFIERS') > 0
        )
),

final as (
    select
        service_year,
        service_date,
        beneficiary_token,
        version_key,
        line_number,
        payer_id,
        icn,
        rendering_npi,
        billing_npi,
        billing_tin,
        discipline,
        setting,
        billing_state,
        threshold_group,
        hcpcs,
        modifiers,
        unit_thousandths,
        unit_limit,
        timed_minutes,
        charge_cents,
        accrued_cents,
        paid_cents,
        accrual_order,
        before_cents,
        after_cents,
        kx_threshold_cents,
        review_threshold_cents,
        kx_assessment,
        kx_certainty,
        completeness,
        is_counted,
        is_denied,
        is_counted
        and strpos(flags, 'LIMIT_DENIED') > 0 as is_limit_denied,
        is_paid,
        is_paid and has_kx as is_kx,
        is_paid
        and has_kx
        and kx_certainty = 'certain'
        and kx_expected in (
            'required', 'claim_level', 'all_or_none', 'not_required'
        ) as is_judged_kx,
        is_paid and has_kx and kx_certainty <> 'certain' as is_open_kx,
        coalesce(
            is_paid
            and has_kx
            and kx_certainty = 'certain'
            and kx_expected = 'not_required'
            and not is_near,
            false
        ) as is_early,
        is_paid
        and kx_certainty = 'certain'
        and kx_assessment = 'near' as is_near_kx,
        -- A line without KX stays a chance taken rightly, whatever was spent
        -- elsewhere; one with KX counts where its verdict is certain.
        is_paid
        and kx_expected = 'not_required'
        and (kx_certainty = 'certain' or not has_kx) as is_unrequired,
        is_paid
        and kx_certainty = 'certain'
        and kx_expected in ('required', 'claim_level') as is_required,
        is_paid
        and kx_certainty = 'certain'
        and kx_assessment = 'missing' as is_missing,
        is_counted
        and is_denied
        and kx_certainty = 'certain'
        and kx_assessment = 'missing' as is_under_billed,
        is_paid and strpos(flags, 'KX_CONFLICT_GA') > 0 as is_ga_conflict,
        is_paid and strpos(flags, 'KX_CONFLICT_GX') > 0 as is_gx_conflict,
        is_paid and strpos(flags, 'KX_CONFLICT_GY') > 0 as is_gy_conflict,
        is_paid and strpos(flags, 'KX_CONFLICT_GZ') > 0 as is_gz_conflict,
        is_paid and strpos(flags, 'KX_CONFLICT_') > 0 as is_conflict,
        is_counted
        and is_denied
        and strpos(flags, 'KX_CONFLICT_') > 0 as is_denied_conflict,
        not is_denied as is_discipline_checked,
        not is_denied
        and (
            not is_counted
            or strpos(flags, 'DISCIPLINE_CODE_MISMATCH') > 0
            or strpos(flags, 'DISCIPLINE_REVENUE_MISMATCH') > 0
        ) as is_discipline_conflict,
        is_paid and strpos(notes, 'ASSISTANT_FURNISHED') > 0 as is_assistant,
        coalesce(
            is_paid and after_cents > kx_threshold_cents, false
        ) as is_over_kx,
        is_paid and is_review_exposed as is_over_review,
        is_first_rendering_date,
        is_first_billing_date,
        rendering_visit_minutes,
        billing_visit_minutes,
        coalesce(rendering_visit_minutes > 480, false)
            as is_long_rendering_visit,
        coalesce(billing_visit_minutes > 480, false) as is_long_billing_visit,
        rendering_code_units,
        billing_code_units,
        coalesce(rendering_code_units > unit_limit, false)
            as is_over_limit_rendering,
        coalesce(billing_code_units > unit_limit, false)
            as is_over_limit_billing,
        -- Hospital claims carry KX on every line or on none: lines that follow
        -- their claim say nothing of the rule behind them and are left out.
        coalesce(
            is_paid
            and accrued_cents > 0
            and kx_certainty = 'certain'
            and kx_expected in ('required', 'not_required')
            and not is_near,
            false
        ) as is_rule_judged,
        coalesce(
            after_cents + other_before_cents > kx_threshold_cents, false
        ) as is_merged_kx,
        coalesce(
            other_before_cents + accrued_cents > kx_threshold_cents, false
        ) as is_swapped_kx,
        coalesce(
            after_cents > previous_kx_threshold_cents, false
        ) as is_last_year_kx,
        coalesce(
            charges_before_cents + charge_cents > kx_threshold_cents, false
        ) as is_charges_kx
    from therapy_lines
)

select * from final

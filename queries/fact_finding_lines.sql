-- name: fact_finding_lines
-- purpose: Lines whose KX needs attention, by what could have caused it.
-- grain: one row per biller, therapist, payer, month, kind, group and causes
-- inputs: stg_provider_lines
-- parameters:
--   first_year: integer, calendar year of the first day
--   last_year: integer, calendar year of the last day
--   period_from: day, first day of service
--   period_to: day, last day of service
-- outputs:
--   billing_npi: text, NPI of the billing provider; null = not stated
--   rendering_npi: text, NPI of the therapist; null = not stated
--   payer_id: text, Medicare contractor number
--   service_year: integer, calendar year of the date of service
--   service_month: integer, month of the date of service, from 1
--   kind: text, conflict, early or missing; a line has one
--   threshold_group: text, PT_SLP or OT
--   is_first_date: boolean, first date of the year with the biller
--   merged_explains: boolean, KX is as if all disciplines shared one total
--   swapped_explains: boolean, KX is as if the groups were exchanged
--   last_year_explains: boolean, KX is as by the amount of the year before
--   charges_explains: boolean, KX is as if charges were counted
--   lines: integer, lines of that kind
--   exposed_paid_cents: cents, what Medicare paid on them
--   under_billed_charge_cents: cents, charges denied for want of KX
-- unique_key:
--   billing_npi
--   rendering_npi
--   payer_id
--   service_year
--   service_month
--   kind
--   threshold_group
--   is_first_date
--   merged_explains
--   swapped_explains
--   last_year_explains
--   charges_explains
-- engines: athena, duckdb
-- used_by: score
-- source: KX-1, KX-8, KX-10, ACC-5
with flagged_lines as (
    select
        billing_npi,
        rendering_npi,
        payer_id,
        service_year,
        month(service_date) as service_month,
        case
            when is_conflict then 'conflict'
            when is_early then 'early'
            else 'missing'
        end as kind,
        threshold_group,
        case
            when billing_npi is null then is_first_rendering_date
            else is_first_billing_date
        end as is_first_date,
        is_rule_judged and is_kx = is_merged_kx as merged_explains,
        is_rule_judged and is_kx = is_swapped_kx as swapped_explains,
        is_rule_judged and is_kx = is_last_year_kx as last_year_explains,
        is_rule_judged and is_kx = is_charges_kx as charges_explains,
        paid_cents,
        charge_cents,
        is_under_billed
    from stg_provider_lines
    where is_conflict or is_early or is_missing or is_under_billed
),

final as (
    select
        billing_npi,
        rendering_npi,
        payer_id,
        service_year,
        service_month,
        kind,
        threshold_group,
        is_first_date,
        merged_explains,
        swapped_explains,
        last_year_explains,
        charges_explains,
        count(*) as lines,
        cast(
            sum(case when is_under_billed then 0 else paid_cents end) as bigint
        ) as exposed_paid_cents,
        cast(
            sum(case when is_under_billed then charge_cents else 0 end)
            as bigint
        ) as under_billed_charge_cents
    from flagged_lines
    group by
        billing_npi,
        rendering_npi,
        payer_id,
        service_year,
        service_month,
        kind,
        threshold_group,
        is_first_date,
        merged_explains,
        swapped_explains,
        last_year_explains,
        charges_explains
)

select * from final

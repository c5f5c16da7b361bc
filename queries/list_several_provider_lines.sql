-- name: list_several_provider_lines
-- purpose: Lines of one biller's beneficiaries who had other billers too.
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
--   after_place: integer, place of the last line already read; 0 = none
--   last_place: integer, place of the last line wanted
-- outputs:
--   place: integer, place among these lines, from 1
--   beneficiary_token: text, pseudonym of the beneficiary
--   service_date: day, first day of the service
--   payer_id: text, Medicare contractor number
--   icn: text, payer claim control number
--   version_key: text, identity of the claim version
--   line_number: integer, place of the line on the claim
--   rendering_npi: text, NPI of the therapist
--   billing_npi: text, NPI of the billing provider
--   hcpcs: text, procedure code
--   modifiers: text, modifiers, separated by commas
--   accrued_cents: cents, allowed amount that accrued
--   paid_cents: cents, what Medicare paid
-- unique_key: version_key, line_number
-- engines: athena, duckdb
-- used_by: provider, explain
-- source: OIG-3 (two or more billing NPIs in the year is our definition)
with lines_with_billers as (
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
        hcpcs,
        modifiers,
        accrued_cents,
        paid_cents,
        min(billing_npi) over beneficiary_year as lowest_biller,
        max(billing_npi) over beneficiary_year as highest_biller
    from stg_provider_lines
    where is_paid
    window beneficiary_year as (partition by service_year, beneficiary_token)
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
        hcpcs,
        modifiers,
        accrued_cents,
        paid_cents,
        row_number() over (
            order by
                beneficiary_token asc nulls last,
                service_date asc nulls last,
                payer_id asc nulls last,
                icn asc nulls last,
                version_key asc nulls last,
                line_number asc nulls last
        ) as place
    from lines_with_billers
    where
        lowest_biller <> highest_biller
        and case cast(? as varchar)
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
        hcpcs,
        modifiers,
        accrued_cents,
        paid_cents
    from wanted_lines
    where place > cast(? as integer) and place <= cast(? as integer)
)

select * from final

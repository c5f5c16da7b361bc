-- name: fact_provider_links
-- purpose: Which therapists billed under which billing NPI and tax number.
-- grain: one row per therapist, billing NPI and tax number
-- inputs: stg_provider_lines
-- parameters:
--   first_year: integer, calendar year of the first day
--   last_year: integer, calendar year of the last day
--   period_from: day, first day of service
--   period_to: day, last day of service
-- outputs:
--   rendering_npi: text, NPI of the therapist; null = not stated
--   billing_npi: text, NPI of the billing provider
--   billing_tin: text, its tax number; null = not stated
--   therapy_lines: integer, therapy lines, denied ones too
-- unique_key: rendering_npi, billing_npi, billing_tin
-- engines: athena, duckdb
-- used_by: score
-- source: RULES 5.1 (V)
with final as (
    select
        rendering_npi,
        billing_npi,
        billing_tin,
        count(*) as therapy_lines
    from stg_provider_lines
    where is_counted and billing_npi is not null
    group by rendering_npi, billing_npi, billing_tin
)

select * from final

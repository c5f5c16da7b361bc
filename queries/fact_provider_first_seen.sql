-- name: fact_provider_first_seen
-- purpose: The first day of therapy of each provider in the whole lake.
-- grain: one row per provider role and NPI
-- inputs: ledger_lines
-- parameters: none
-- outputs:
--   provider_role: text, rendering or billing
--   npi: text, NPI of the provider
--   first_service_date: day, first day of therapy, denied or not
-- unique_key: provider_role, npi
-- engines: athena, duckdb
-- used_by: score
-- source: RULES 5.1 (III)
with pairs as (
    select
        rendering_npi,
        billing_npi,
        min(service_date) as first_service_date
    from ledger_lines
    where threshold_group is not null
    group by rendering_npi, billing_npi
),

pairs_by_role as (
    select
        roles.provider_role,
        case roles.provider_role
            when 'rendering' then pairs.rendering_npi
            else pairs.billing_npi
        end as npi,
        pairs.first_service_date
    from pairs
    cross join (values ('rendering'), ('billing')) as roles (provider_role)
),

final as (
    select
        provider_role,
        npi,
        min(first_service_date) as first_service_date
    from pairs_by_role
    where npi is not null
    group by provider_role, npi
)

select * from final

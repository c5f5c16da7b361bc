-- name: fact_first_kx_steps
-- purpose: Totals by how far from the KX threshold their first KX stood.
-- grain: one row per provider role, NPI and step of 250 dollars
-- inputs: stg_provider_lines
-- parameters:
--   first_year: integer, calendar year of the first day
--   last_year: integer, calendar year of the last day
--   period_from: day, first day of service
--   period_to: day, last day of service
-- outputs:
--   provider_role: text, rendering or billing; all = whoever furnished it
--   npi: text, NPI of the provider; all where the role is all
--   distance_step: integer, from -12 to 11: its 250 dollars begin at step * 250
--   totals: integer, beneficiary, year and group with a judged first KX
-- unique_key: provider_role, npi, distance_step
-- engines: athena, duckdb
-- used_by: pages
-- source: KX-1, RULES 7.7 (median KX margin); steps are our policy
with pairs as (
    select
        rendering_npi,
        billing_npi,
        service_year,
        beneficiary_token,
        threshold_group,
        -- Totals rise with each of these lines, so the least is the first KX.
        min(after_cents) as first_kx_cents,
        min(case when is_judged_kx then after_cents end) as first_judged_cents,
        max(kx_threshold_cents) as kx_threshold_cents
    from stg_provider_lines
    where is_kx and accrued_cents > 0
    group by
        rendering_npi,
        billing_npi,
        service_year,
        beneficiary_token,
        threshold_group
),

pairs_by_role as (
    select
        roles.provider_role,
        case roles.provider_role
            when 'rendering' then pairs.rendering_npi
            when 'billing' then pairs.billing_npi
            else 'all'
        end as npi,
        pairs.service_year,
        pairs.beneficiary_token,
        pairs.threshold_group,
        pairs.first_kx_cents,
        pairs.first_judged_cents,
        pairs.kx_threshold_cents
    from pairs
    cross join (values ('rendering'), ('billing'), ('all'))
        as roles (provider_role)
),

totals as (
    select
        provider_role,
        npi,
        min(first_kx_cents) as first_kx_cents,
        min(first_judged_cents) as first_judged_cents,
        max(kx_threshold_cents) as kx_threshold_cents
    from pairs_by_role
    where npi is not null
    group by
        provider_role, npi, service_year, beneficiary_token, threshold_group
),

-- A first KX that nobody can judge says nothing of when KX came.
distances as (
    select
        provider_role,
        npi,
        first_kx_cents - kx_threshold_cents as distance_cents
    from totals
    where first_judged_cents = first_kx_cents and kx_threshold_cents is not null
),

final as (
    select
        distances.provider_role,
        distances.npi,
        steps.distance_step,
        count(*) as totals
    from distances
    inner join (
        values
        (-12), (-11), (-10), (-9), (-8), (-7),
        (-6), (-5), (-4), (-3), (-2), (-1),
        (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11)
    ) as steps (distance_step)
        -- The outermost hold what lies beyond them too.
        on (
            distances.distance_cents >= steps.distance_step * 25000
            or steps.distance_step = -12
        )
        and (
            distances.distance_cents < (steps.distance_step + 1) * 25000
            or steps.distance_step = 11
        )
    group by distances.provider_role, distances.npi, steps.distance_step
)

select * from final

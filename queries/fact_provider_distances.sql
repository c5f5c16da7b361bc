-- name: fact_provider_distances
-- purpose: Distance from the KX threshold at the first KX; totals just below.
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
--   first_kx_totals: integer, beneficiary, year and group with a judged KX
--   lower_quartile_cents: cents, threshold minus total before the first KX
--   median_cents: cents, the same; negative = the total was above already
--   upper_quartile_cents: cents, the same
--   kx_window_totals: integer, last totals from 85 to 110 percent of the KX
--   just_under_kx_totals: integer, of these, from 95 to 100 percent
--   review_window_totals: integer, the same of the review threshold
--   just_under_review_totals: integer, the same
-- unique_key: provider_role, npi, discipline, setting, billing_state
-- engines: athena, duckdb
-- used_by: score
-- source: KX-1, TMR-1, RULES 7.7 (median KX margin); bands are our policy
with pairs as (
    select
        rendering_npi,
        billing_npi,
        discipline,
        setting,
        billing_state,
        service_year,
        beneficiary_token,
        threshold_group,
        -- Totals never fall, so the least is the one before the first KX and
        -- the greatest the one after the last line.
        min(case when is_judged_kx then before_cents end) as first_kx_cents,
        max(after_cents) as last_cents,
        max(kx_threshold_cents) as kx_threshold_cents,
        max(review_threshold_cents) as review_threshold_cents
    from stg_provider_lines
    where is_paid
    group by
        rendering_npi,
        billing_npi,
        discipline,
        setting,
        billing_state,
        service_year,
        beneficiary_token,
        threshold_group
),

pairs_by_role as (
    select
        roles.provider_role,
        case roles.provider_role
            when 'rendering' then pairs.rendering_npi
            else pairs.billing_npi
        end as npi,
        pairs.discipline,
        pairs.setting,
        pairs.billing_state,
        pairs.service_year,
        pairs.beneficiary_token,
        pairs.threshold_group,
        pairs.first_kx_cents,
        pairs.last_cents,
        pairs.kx_threshold_cents,
        pairs.review_threshold_cents
    from pairs
    cross join (values ('rendering'), ('billing')) as roles (provider_role)
),

totals as (
    select
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        max(kx_threshold_cents) - min(first_kx_cents) as margin_cents,
        max(last_cents) as last_cents,
        max(kx_threshold_cents) as kx_threshold_cents,
        max(review_threshold_cents) as review_threshold_cents
    from pairs_by_role
    where npi is not null
    group by
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        service_year,
        beneficiary_token,
        threshold_group
),

ranked_totals as (
    select
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        margin_cents,
        row_number() over (
            partition by
                provider_role, npi, discipline, setting, billing_state
            order by margin_cents asc nulls last
        ) as place,
        count(margin_cents) over (
            partition by
                provider_role, npi, discipline, setting, billing_state
        ) as margins,
        -- Without an amount a total lies nowhere. No null may reach count_if:
        -- of nulls alone one engine counts 0, the other gives null.
        coalesce(
            last_cents * 100 >= kx_threshold_cents * 85
            and last_cents * 100 <= kx_threshold_cents * 110,
            false
        ) as is_in_kx_window,
        coalesce(
            last_cents * 100 >= kx_threshold_cents * 95
            and last_cents <= kx_threshold_cents,
            false
        ) as is_just_under_kx,
        coalesce(
            last_cents * 100 >= review_threshold_cents * 85
            and last_cents * 100 <= review_threshold_cents * 110,
            false
        ) as is_in_review_window,
        coalesce(
            last_cents * 100 >= review_threshold_cents * 95
            and last_cents <= review_threshold_cents,
            false
        ) as is_just_under_review
    from totals
),

-- Discrete quartiles by nearest rank, in integers.
final as (
    select
        provider_role,
        npi,
        discipline,
        setting,
        billing_state,
        count(margin_cents) as first_kx_totals,
        min(case when place * 4 >= margins then margin_cents end)
            as lower_quartile_cents,
        min(case when place * 2 >= margins then margin_cents end)
            as median_cents,
        min(case when place * 4 >= margins * 3 then margin_cents end)
            as upper_quartile_cents,
        count_if(is_in_kx_window) as kx_window_totals,
        count_if(is_just_under_kx) as just_under_kx_totals,
        count_if(is_in_review_window) as review_window_totals,
        count_if(is_just_under_review) as just_under_review_totals
    from ranked_totals
    group by provider_role, npi, discipline, setting, billing_state
)

select * from final

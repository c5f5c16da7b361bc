-- name: fact_provider_rule_fits
-- purpose: Whose KX follows which rule: the right one, or one of four mistakes.
-- grain: one row per provider role and NPI
-- inputs: stg_provider_lines
-- parameters:
--   first_year: integer, calendar year of the first day
--   last_year: integer, calendar year of the last day
--   period_from: day, first day of service
--   period_to: day, last day of service
-- outputs:
--   provider_role: text, rendering or billing
--   npi: text, NPI of the provider
--   judged_lines: integer, lines that the threshold alone decides
--   right_rule_fits: integer, of these, KX is as the rules have it
--   merged_fits: integer, KX is as if all disciplines shared one total
--   swapped_fits: integer, KX is as if the groups were exchanged
--   last_year_fits: integer, KX is as by the amount of the year before
--   charges_fits: integer, KX is as if charges were counted
--   wrong_lines: integer, KX is not as the rules have it: early or missing
--   merged_explains: integer, wrong, and as if one total were shared
--   swapped_explains: integer, wrong, and as if the groups were exchanged
--   last_year_explains: integer, wrong, and as by the year before
--   charges_explains: integer, wrong, and as if charges were counted
--   near_kx_lines: integer, KX near the threshold, which is tolerated
--   last_year_near_lines: integer, of these, as by the year before
-- unique_key: provider_role, npi
-- engines: athena, duckdb
-- used_by: score
-- source: KX-1, KX-2, BKT-1, THR-1; the four mistakes are our own questions
with pairs as (
    select
        rendering_npi,
        billing_npi,
        count_if(is_rule_judged) as judged_lines,
        count_if(is_rule_judged and not (is_early or is_missing))
            as right_rule_fits,
        count_if(is_rule_judged and is_kx = is_merged_kx) as merged_fits,
        count_if(is_rule_judged and is_kx = is_swapped_kx) as swapped_fits,
        count_if(is_rule_judged and is_kx = is_last_year_kx) as last_year_fits,
        count_if(is_rule_judged and is_kx = is_charges_kx) as charges_fits,
        count_if(is_rule_judged and (is_early or is_missing)) as wrong_lines,
        count_if(
            is_rule_judged
            and (is_early or is_missing)
            and is_kx = is_merged_kx
        ) as merged_explains,
        count_if(
            is_rule_judged
            and (is_early or is_missing)
            and is_kx = is_swapped_kx
        ) as swapped_explains,
        count_if(
            is_rule_judged
            and (is_early or is_missing)
            and is_kx = is_last_year_kx
        ) as last_year_explains,
        count_if(
            is_rule_judged
            and (is_early or is_missing)
            and is_kx = is_charges_kx
        ) as charges_explains,
        -- The yearly rise is less than the tolerance: who goes by the amount
        -- of the year before shows here and not among the wrong lines.
        count_if(is_near_kx) as near_kx_lines,
        count_if(is_near_kx and is_last_year_kx) as last_year_near_lines
    from stg_provider_lines
    where is_rule_judged or is_near_kx
    group by rendering_npi, billing_npi
),

pairs_by_role as (
    select
        roles.provider_role,
        case roles.provider_role
            when 'rendering' then pairs.rendering_npi
            else pairs.billing_npi
        end as npi,
        pairs.judged_lines,
        pairs.right_rule_fits,
        pairs.merged_fits,
        pairs.swapped_fits,
        pairs.last_year_fits,
        pairs.charges_fits,
        pairs.wrong_lines,
        pairs.merged_explains,
        pairs.swapped_explains,
        pairs.last_year_explains,
        pairs.charges_explains,
        pairs.near_kx_lines,
        pairs.last_year_near_lines
    from pairs
    cross join (values ('rendering'), ('billing')) as roles (provider_role)
),

final as (
    select
        provider_role,
        npi,
        cast(sum(judged_lines) as bigint) as judged_lines,
        cast(sum(right_rule_fits) as bigint) as right_rule_fits,
        cast(sum(merged_fits) as bigint) as merged_fits,
        cast(sum(swapped_fits) as bigint) as swapped_fits,
        cast(sum(last_year_fits) as bigint) as last_year_fits,
        cast(sum(charges_fits) as bigint) as charges_fits,
        cast(sum(wrong_lines) as bigint) as wrong_lines,
        cast(sum(merged_explains) as bigint) as merged_explains,
        cast(sum(swapped_explains) as bigint) as swapped_explains,
        cast(sum(last_year_explains) as bigint) as last_year_explains,
        cast(sum(charges_explains) as bigint) as charges_explains,
        cast(sum(near_kx_lines) as bigint) as near_kx_lines,
        cast(sum(last_year_near_lines) as bigint) as last_year_near_lines
    from pairs_by_role
    where npi is not null
    group by provider_role, npi
)

select * from final

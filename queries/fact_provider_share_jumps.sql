-- name: fact_provider_share_jumps
-- purpose: The day from which nearly all lines of a biller and payer carry KX.
-- grain: one row per billing NPI and payer
-- inputs: stg_provider_lines
-- parameters:
--   first_year: integer, calendar year of the first day
--   last_year: integer, calendar year of the last day
--   period_from: day, first day of service
--   period_to: day, last day of service
-- outputs:
--   provider_role: text, billing: a habit of a billing system
--   npi: text, NPI of the billing provider
--   payer_id: text, Medicare contractor number
--   jump_day: day, first day of the new habit
--   lines_before: integer, lines of earlier days, not denied
--   kx_lines_before: integer, of these, with KX
--   lines_after: integer, lines from that day on, not denied
--   kx_lines_after: integer, of these, with KX
--   judged_kx_lines_after: integer, of these, with a certain verdict
--   early_kx_lines_after: integer, of these, KX not required and not near
-- unique_key: provider_role, npi, payer_id
-- engines: athena, duckdb
-- used_by: score
-- source: our own question; before at most 5, after at least 9 of 10 lines
with days as (
    select
        billing_npi,
        payer_id,
        service_date,
        count(*) as lines,
        count_if(is_kx) as kx_lines,
        count_if(is_judged_kx) as judged_kx_lines,
        count_if(is_early) as early_kx_lines
    from stg_provider_lines
    where is_paid and billing_npi is not null
    group by billing_npi, payer_id, service_date
),

-- Each line with KX from a day on speaks for a machine by one, each without
-- it against one by three: the day is the one with most to speak for it, and
-- shares on both sides of three in four part best there. In whole numbers, and
-- told by the days before, since the sum of both sides is one for all days.
weighed_days as (
    select
        billing_npi,
        payer_id,
        service_date,
        lines,
        kx_lines,
        judged_kx_lines,
        early_kx_lines,
        coalesce(sum(3 * lines - 4 * kx_lines) over earlier_days, 0) as weight
    from days
    window earlier_days as (
        partition by billing_npi, payer_id
        order by service_date asc nulls last
        rows between unbounded preceding and 1 preceding
    )
),

days_with_jump as (
    select
        billing_npi,
        payer_id,
        service_date,
        lines,
        kx_lines,
        judged_kx_lines,
        early_kx_lines,
        first_value(service_date) over (
            partition by billing_npi, payer_id
            order by weight desc nulls last, service_date asc nulls last
            rows between unbounded preceding and current row
        ) as jump_day
    from weighed_days
),

sides as (
    select
        billing_npi,
        payer_id,
        jump_day,
        sum(case when service_date < jump_day then lines else 0 end)
            as lines_before,
        sum(case when service_date < jump_day then kx_lines else 0 end)
            as kx_lines_before,
        sum(case when service_date < jump_day then 0 else lines end)
            as lines_after,
        sum(case when service_date < jump_day then 0 else kx_lines end)
            as kx_lines_after,
        sum(case when service_date < jump_day then 0 else judged_kx_lines end)
            as judged_kx_lines_after,
        sum(case when service_date < jump_day then 0 else early_kx_lines end)
            as early_kx_lines_after
    from days_with_jump
    group by billing_npi, payer_id, jump_day
),

final as (
    select
        'billing' as provider_role,
        billing_npi as npi,
        payer_id,
        jump_day,
        cast(lines_before as bigint) as lines_before,
        cast(kx_lines_before as bigint) as kx_lines_before,
        cast(lines_after as bigint) as lines_after,
        cast(kx_lines_after as bigint) as kx_lines_after,
        cast(judged_kx_lines_after as bigint) as judged_kx_lines_after,
        cast(early_kx_lines_after as bigint) as early_kx_lines_after
    from sides
    where
        lines_before > 0
        and kx_lines_before * 2 <= lines_before
        and kx_lines_after * 10 >= lines_after * 9
)

select * from final

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

running_days as (
    select
        billing_npi,
        payer_id,
        service_date,
        cast(coalesce(sum(lines) over earlier_days, 0) as bigint)
            as lines_before,
        cast(coalesce(sum(kx_lines) over earlier_days, 0) as bigint)
            as kx_lines_before,
        cast(coalesce(sum(judged_kx_lines) over earlier_days, 0) as bigint)
            as judged_kx_lines_before,
        cast(coalesce(sum(early_kx_lines) over earlier_days, 0) as bigint)
            as early_kx_lines_before,
        cast(sum(lines) over all_days as bigint) as lines,
        cast(sum(kx_lines) over all_days as bigint) as kx_lines,
        cast(sum(judged_kx_lines) over all_days as bigint) as judged_kx_lines,
        cast(sum(early_kx_lines) over all_days as bigint) as early_kx_lines
    from days
    window
        all_days as (partition by billing_npi, payer_id),
        earlier_days as (
            partition by billing_npi, payer_id
            order by service_date asc nulls last
            rows between unbounded preceding and 1 preceding
        )
),

-- Each line with KX from a day on speaks for a machine by one, each without
-- it against one by three: the day is the one with most to speak for it, and
-- shares on both sides of three in four part best there. In whole numbers.
ranked_days as (
    select
        billing_npi,
        payer_id,
        service_date,
        lines_before,
        kx_lines_before,
        lines - lines_before as lines_after,
        kx_lines - kx_lines_before as kx_lines_after,
        judged_kx_lines - judged_kx_lines_before as judged_kx_lines_after,
        early_kx_lines - early_kx_lines_before as early_kx_lines_after,
        row_number() over (
            partition by billing_npi, payer_id
            order by
                4 * kx_lines - 4 * kx_lines_before
                - 3 * lines + 3 * lines_before desc nulls last,
                service_date asc nulls last
        ) as place
    from running_days
),

final as (
    select
        'billing' as provider_role,
        billing_npi as npi,
        payer_id,
        service_date as jump_day,
        lines_before,
        kx_lines_before,
        lines_after,
        kx_lines_after,
        judged_kx_lines_after,
        early_kx_lines_after
    from ranked_days
    where
        place = 1
        and lines_before > 0
        and kx_lines_before * 2 <= lines_before
        and kx_lines_after * 10 >= lines_after * 9
)

select * from final

-- name: fact_line_flags
-- purpose: How often each flag stands on a line of the year.
-- grain: one row per service year and flag
-- inputs: ledger_lines
-- parameters:
--   service_year: integer
-- outputs:
--   service_year: integer, calendar year of the date of service
--   flag: text, the flag
--   lines: integer, lines with the flag; a line may carry several
--   beneficiaries: integer, beneficiaries with such a line
--   accrued_cents: cents, what the lines add to running totals
--   charge_cents: cents, what was billed on them
--   paid_cents: cents, what Medicare paid on them
-- unique_key: service_year, flag
-- engines: athena, duckdb
-- used_by: dashboard, report
-- source: RULES 3, 4, 5 (each flag names its rule on the line)
with flagged_lines as (
    select
        service_year,
        beneficiary_token,
        ',' || flags || ',' as flag_list,
        accrued_cents,
        charge_cents,
        paid_cents
    from ledger_lines
    where
        service_year = cast(? as integer)
        and flags <> ''
),

all_flags as (
    select flag
    from (
        values
            ('REVIEW_EXPOSED'),
            ('LIMIT_DENIED'),
            ('PAYER_UNVERIFIED'),
            ('KX_CONFLICT_GA'),
            ('KX_CONFLICT_GX'),
            ('KX_CONFLICT_GY'),
            ('KX_CONFLICT_GZ'),
            ('SLP_KX_MIXED'),
            ('KX_NON_THERAPY_IGNORED'),
            ('PAYER_EXCLUDED'),
            ('SETTING_EXCLUDED'),
            ('DISCIPLINE_UNRESOLVED'),
            ('MULTIPLE_DISCIPLINE_MODIFIERS'),
            ('DISCIPLINE_CODE_MISMATCH'),
            ('DISCIPLINE_REVENUE_MISMATCH'),
            ('DISCIPLINE_FROM_REVENUE_CODE')
    ) as listed (flag)
),

final as (
    select
        flagged_lines.service_year,
        all_flags.flag,
        count(*) as lines,
        count(distinct flagged_lines.beneficiary_token) as beneficiaries,
        cast(sum(flagged_lines.accrued_cents) as bigint) as accrued_cents,
        cast(sum(flagged_lines.charge_cents) as bigint) as charge_cents,
        cast(sum(flagged_lines.paid_cents) as bigint) as paid_cents
    from flagged_lines
    inner join all_flags
        on strpos(flagged_lines.flag_list, ',' || all_flags.flag || ',') > 0
    group by flagged_lines.service_year, all_flags.flag
)

select * from final

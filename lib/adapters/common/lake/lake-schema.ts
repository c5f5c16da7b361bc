// The two tables of the lake, defined once as data: the Parquet writer, the views of the embedded
// engine and the table definitions of the catalogue are made from it. `service_year` lies in the
// path (Hive style) and not in the files.

export type LakeColumnType = 'text' | 'cents' | 'integer' | 'double' | 'day' | 'boolean';

export interface LakeColumn {
  readonly name: string;
  readonly type: LakeColumnType;
  readonly isNullable: boolean;
  /** Minima and maxima per row group: only where they let a reader skip something. */
  readonly hasStatistics: boolean;
  readonly meaning: string;
}

export type LakeTableName = 'ledger_lines' | 'claim_lines';

export interface LakeTable {
  readonly name: LakeTableName;
  readonly partition: LakeColumn;
  readonly columns: readonly LakeColumn[];
}

/** Raised with every change of columns, types or meaning; a raise rewrites every shard. */
export const LAKE_SCHEMA_VERSION = '4';

const SERVICE_YEAR = column('service_year', 'integer', 'calendar year of the date of service');

/** One row per current line, judged; by beneficiary, then in the order of accrual. */
const LEDGER_LINES: LakeTable = {
  name: 'ledger_lines',
  partition: SERVICE_YEAR,
  columns: [
    sorted('beneficiary_token', 'text', 'pseudonym of the beneficiary'),
    column('shard', 'integer', 'shard of the beneficiary, equal on every row of a file'),
    column('version_key', 'text', 'identity of the claim version'),
    column('icn', 'text', 'payer claim control number; with payer_id the identity of the claim'),
    column('payer_id', 'text', 'Medicare contractor number or payer identifier'),
    column('line_number', 'integer', 'place of the line on the claim, from 1'),
    sorted('service_date', 'day', 'first day of the service'),
    column('received_date', 'day', 'day on which the payer received the claim'),
    column('received_source', 'text', 'where the received date comes from'),
    column('paid_date', 'day', 'day of payment'),
    column('claim_type', 'text', 'professional or institutional'),
    nullable('type_of_bill', 'text', 'four digits, institutional claims'),
    nullable('place_of_service', 'text', 'place of service of the line, else of the claim'),
    nullable('billing_npi', 'text', 'NPI of the billing provider'),
    nullable('billing_tin', 'text', 'tax number of the billing provider'),
    nullable('billing_state', 'text', 'two-letter state of the billing provider'),
    column('setting', 'text', 'professional, or the kind of facility'),
    nullable('rendering_npi', 'text', 'NPI of the therapist: of the line, else of the claim'),
    column('hcpcs', 'text', 'procedure code paid'),
    column('modifiers', 'text', 'modifiers paid, separated by commas'),
    nullable('submitted_hcpcs', 'text', 'procedure code billed, where the payer changed it'),
    nullable('submitted_modifiers', 'text', 'modifiers billed, where the payer changed the code'),
    nullable('revenue_code', 'text', 'revenue code, institutional claims'),
    nullable('discipline', 'text', 'GP, GO or GN'),
    nullable('threshold_group', 'text', 'PT_SLP, OT, or null where the line counts nowhere'),
    column('units', 'double', 'units paid'),
    nullable('timed_minutes', 'integer', 'minutes of the timed units; null = code on no list'),
    nullable('unit_limit', 'integer', 'units of the code a day above which they are unlikely'),
    column('charge_cents', 'cents', 'billed charge'),
    column('allowed_cents', 'cents', 'Medicare allowed amount, reported or rebuilt'),
    column('paid_cents', 'cents', 'what Medicare paid'),
    column('accrued_cents', 'cents', 'what the line adds to the running total'),
    nullable('accrual_order', 'integer', 'place within beneficiary, year and group, from 1'),
    nullable('before_cents', 'cents', 'running total before the line, outside spend included'),
    nullable('after_cents', 'cents', 'running total after the line'),
    nullable('other_before_cents', 'cents', 'running total of the other group before the line'),
    nullable('charges_before_cents', 'cents', 'total before the line, had charges been counted'),
    nullable('outside_cents', 'cents', 'outside spend in the totals of the group'),
    nullable('kx_threshold_cents', 'cents', 'KX threshold of the year; null where unknown'),
    nullable('previous_kx_threshold_cents', 'cents', 'KX threshold of the year before'),
    nullable('review_threshold_cents', 'cents', 'review threshold; null where unknown'),
    column('has_kx', 'boolean', 'the line carries KX'),
    column('kx_expected', 'text', 'what the rules ask of the line'),
    column('kx_assessment', 'text', 'what the line does'),
    column('kx_certainty', 'text', 'whether outside spend could change the verdict'),
    column('completeness', 'text', 'what the total is made of'),
    column('is_lower_bound', 'boolean', 'the true total may be higher'),
    column('has_mixed_received_sources', 'boolean', 'the group mixes received-date sources'),
    column('is_denied', 'boolean', 'the payer denied the line'),
    column(
      'is_review_exposed',
      'boolean',
      'the total after the line is above the review threshold',
    ),
    column('is_kx_crossing', 'boolean', 'the line takes the total above the KX threshold'),
    column('is_review_crossing', 'boolean', 'the line takes the total above the review threshold'),
    column(
      'is_first_rendering_date',
      'boolean',
      'first therapy date of the year with that therapist',
    ),
    column('is_first_billing_date', 'boolean', 'first therapy date of the year with that biller'),
    nullable(
      'rendering_visit_minutes',
      'integer',
      'timed minutes of the visit with that therapist, on its first line; null on the others',
    ),
    nullable('billing_visit_minutes', 'integer', 'the same of the visit with that biller'),
    nullable(
      'rendering_code_units',
      'double',
      'units of the code on the visit with that therapist, on its first line; null on the others, ' +
        'and where no limit is known',
    ),
    nullable('billing_code_units', 'double', 'the same of the visit with that biller'),
    column('flags', 'text', 'flags, separated by commas'),
    column('notes', 'text', 'observations, separated by commas'),
    column('rules', 'text', 'ids of the rules applied, separated by commas'),
  ],
};

/** The log: one row per claim version and line, never changed; duplicates by version and line. */
const CLAIM_LINES: LakeTable = {
  name: 'claim_lines',
  partition: SERVICE_YEAR,
  columns: [
    sorted('beneficiary_token', 'text', 'pseudonym of the beneficiary'),
    column('shard', 'integer', 'shard of the beneficiary'),
    column('version_key', 'text', 'identity of the claim version'),
    column('icn', 'text', 'payer claim control number; with payer_id the identity of the claim'),
    column('payer_id', 'text', 'Medicare contractor number or payer identifier'),
    column('line_number', 'integer', 'from 1; 0 = a claim that has no lines'),
    sorted('service_date', 'day', 'first day of the service; statement-from without lines'),
    nullable('received_date', 'day', 'day on which the payer received the claim, as stated'),
    column('paid_date', 'day', 'day of payment'),
    column('is_reversal', 'boolean', 'takes an earlier payment back'),
    column('status', 'text', 'claim status as the feed states it'),
    nullable('replaces_icn', 'text', 'control number of the claim that this one replaces'),
    column('claim_type', 'text', 'professional or institutional'),
    nullable('type_of_bill', 'text', 'four digits, institutional claims'),
    nullable('place_of_service', 'text', 'place of service of the line, else of the claim'),
    nullable('billing_npi', 'text', 'NPI of the billing provider'),
    nullable('billing_tin', 'text', 'tax number of the billing provider'),
    nullable('rendering_npi', 'text', 'NPI of the therapist: of the line, else of the claim'),
    nullable('hcpcs', 'text', 'procedure code paid'),
    column('modifiers', 'text', 'modifiers paid, separated by commas'),
    nullable('revenue_code', 'text', 'revenue code, institutional claims'),
    column('units', 'double', 'units paid'),
    column('charge_cents', 'cents', 'billed charge, signed as sent'),
    nullable('allowed_cents', 'cents', 'allowed amount as reported, signed as sent'),
    column('paid_cents', 'cents', 'what Medicare paid, signed as sent'),
    nullable('threshold_group', 'text', 'group judged for the line'),
    column('accrued_cents', 'cents', 'accrual judged for the line; negative on reversals'),
    column('restatement', 'integer', 'restatements before this row; the highest is valid'),
    column('feed', 'text', 'the kind of file that delivered the version'),
  ],
};

export const LAKE_TABLES: Readonly<Record<LakeTableName, LakeTable>> = {
  ledger_lines: LEDGER_LINES,
  claim_lines: CLAIM_LINES,
};

function column(name: string, type: LakeColumnType, meaning: string): LakeColumn {
  return { name, type, isNullable: false, hasStatistics: false, meaning };
}

function nullable(name: string, type: LakeColumnType, meaning: string): LakeColumn {
  return { name, type, isNullable: true, hasStatistics: false, meaning };
}

/** A column by which rows are clustered or commonly filtered. */
function sorted(name: string, type: LakeColumnType, meaning: string): LakeColumn {
  return { name, type, isNullable: false, hasStatistics: true, meaning };
}

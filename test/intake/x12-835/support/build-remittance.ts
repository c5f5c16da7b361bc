// Writes small 835 files for the tests: segments with `*` and `:` in, a whole file out, its counts
// and control numbers right unless a test asks otherwise.

export interface RemittanceText {
  /** Segments of the claims, CLP and on; without terminators. */
  readonly claims?: readonly string[];
  /** BPR to LX, in place of the usual ones. */
  readonly header?: readonly string[];
  /** Between the last claim and SE. */
  readonly footer?: readonly string[];
  readonly usage?: string;
  readonly version?: string;
  readonly set?: string;
  readonly separator?: string;
  readonly component?: string;
  readonly terminator?: string;
  /** Written after each terminator. */
  readonly lineEnd?: string;
  readonly control?: string;
}

/** One claim of one line: 97110 GP KX, charge 76.00, paid 45.32, allowed 57.80. */
export const LINE = [
  'SVC*HC:97110:GP:KX*76*45.32**2',
  'DTM*472*20250614',
  'CAS*CO*45*18.2**253*.92',
  'CAS*PR*2*11.56',
  'AMT*B6*57.8',
] as const;

export const CLAIM = [
  'CLP*PCN1*1*76*45.32*11.56*MB*2501110001*11*1',
  'NM1*QC*1*SYNTHA*CASEY****MI*1EG4TE5MK73',
  ...LINE,
] as const;

export const HEADER = [
  'BPR*I*45.32*C*NON************20260105',
  'TRN*1*EFT1*1999999999',
  'DTM*405*20260106',
  'N1*PR*SYNTHETIC  MAC part B*XV*12502',
  'N1*PE*SYN PT*XX*1003307661',
  'REF*TJ*990000003',
  'LX*1',
] as const;

export function buildRemittance(text: RemittanceText = {}): string {
  const { control = '000000001', version = '005010X221A1', set = '835' } = text;
  const body = [
    `ST*${set}*0001`,
    ...(text.header ?? HEADER),
    ...(text.claims ?? CLAIM),
    ...(text.footer ?? []),
  ];
  const segments = [
    `GS*HP*S*R*20260105*0815*1*X*${version}`,
    ...body,
    `SE*${body.length + 1}*0001`,
    'GE*1*1',
    `IEA*1*${control}`,
  ];
  return writeHeader(text, control) + segments.map((segment) => write(segment, text)).join('');
}

/** The claim of the tests with some of its segments replaced: by id, or by id and qualifier. */
export function claimWith(changes: Readonly<Record<string, string | null>>): readonly string[] {
  const used = new Set<string>();
  const changed = CLAIM.flatMap((segment) => {
    const key = Object.keys(changes).find((prefix) => segment.startsWith(`${prefix}*`));
    if (key === undefined || used.has(key)) return [segment];
    used.add(key);
    const replacement = changes[key];
    return replacement === null || replacement === undefined ? [] : replacement.split('~');
  });
  const unused = Object.keys(changes).filter((key) => !used.has(key));
  if (unused.length > 0) throw new Error(`the claim has no segment ${unused.join(', ')}`);
  return changed;
}

function writeHeader(text: RemittanceText, control: string): string {
  const { component = ':', terminator = '~', usage = 'P', lineEnd = '' } = text;
  const blank = ' '.repeat(10);
  const start = `ISA*00*${blank}*00*${blank}*ZZ*SYNMAC11       *ZZ*SYNBILL        *260105*0815`;
  const segment = `${start}*^*00501*${control}*0*${usage}*`;
  return segment.replaceAll('*', text.separator ?? '*') + component + terminator + lineEnd;
}

function write(segment: string, text: RemittanceText): string {
  const { separator = '*', component = ':', terminator = '~', lineEnd = '' } = text;
  const written = segment.replaceAll('*', separator).replaceAll(':', component);
  return written + terminator + lineEnd;
}

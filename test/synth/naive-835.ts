// The plainest reader of the synthetic 835 that can check its sums: it splits on `~` and `*` and
// believes nothing but the text. It shares no code with the product or the generator.

export interface NaiveLine {
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units: number;
  readonly date: string;
  readonly charge: number;
  readonly paid: number;
  readonly cas: readonly (readonly [group: string, reason: string, cents: number])[];
  readonly statedAllowed: number | null;
  readonly renderingNpi: string | null;
}

export interface NaiveClaim {
  readonly status: string;
  readonly icn: string;
  readonly replaces: string | null;
  readonly mbi: string;
  readonly charge: number;
  readonly paid: number;
  readonly fromPatient: number;
  readonly filing: string;
  readonly facility: string;
  readonly received: string | null;
  readonly payerId: string;
  readonly billingNpi: string;
  readonly billingTin: string;
  readonly billingState: string;
  readonly paidDate: string;
  readonly lines: readonly NaiveLine[];
}

export interface NaiveSet {
  readonly payment: number;
  readonly providerAdjustments: number;
  readonly claims: readonly NaiveClaim[];
}

type Segments = readonly (readonly string[])[];

export function segmentsOf(text: string): Segments {
  return text
    .split('~\n')
    .slice(0, -1)
    .map((segment) => segment.split('*'));
}

export function readSets(text: string): readonly NaiveSet[] {
  return cut(segmentsOf(text), 'ST').map((set) => {
    const first = (id: string, place: number): string => find(set, id)?.[place] ?? '';
    const envelope = {
      payerId: set.find(([id, kind]) => id === 'REF' && kind === '2U')?.[2] ?? '',
      billingNpi: set.find(([id, kind]) => id === 'N1' && kind === 'PE')?.[4] ?? '',
      billingTin: set.find(([id, kind]) => id === 'REF' && kind === 'TJ')?.[2] ?? '',
      // The payee's address follows its name; the payer's stands before.
      billingState: find(set.slice(set.findIndex(([, kind]) => kind === 'PE')), 'N4')?.[2] ?? '',
      paidDate: first('BPR', 16),
    };
    const pairs = find(set, 'PLB')?.slice(3) ?? [];
    return {
      payment: cents(first('BPR', 2)),
      providerAdjustments: pairs.reduce((sum, text, at) => sum + (at % 2 ? cents(text) : 0), 0),
      claims: cut(set, 'CLP').map((claim) => ({ ...readClaim(claim), ...envelope })),
    };
  });
}

function cents(text: string): number {
  const value = Math.round(Number(text) * 100);
  if (!Number.isFinite(value)) throw new Error('not an amount');
  return value;
}

type Envelope = 'payerId' | 'billingNpi' | 'billingTin' | 'billingState' | 'paidDate';

function readClaim(claim: Segments): Omit<NaiveClaim, Envelope> {
  const [clp = []] = claim;
  const of = (id: string, kind: string): readonly string[] | undefined =>
    claim.find((segment) => segment[0] === id && segment[1] === kind);
  return {
    status: clp[2] ?? '',
    charge: cents(clp[3] ?? ''),
    paid: cents(clp[4] ?? ''),
    fromPatient: cents(clp[5] ?? ''),
    filing: clp[6] ?? '',
    icn: clp[7] ?? '',
    facility: clp[8] ?? '',
    replaces: of('REF', 'F8')?.[2] ?? null,
    mbi: of('NM1', 'QC')?.[9] ?? '',
    received: of('DTM', '050')?.[2] ?? null,
    lines: cut(claim, 'SVC').map((line) => readLine(line, of('NM1', '82')?.[9] ?? null)),
  };
}

function readLine(line: Segments, claimRendering: string | null): NaiveLine {
  const [svc = []] = line;
  const of = (id: string, kind: string): string | undefined =>
    line.find((segment) => segment[0] === id && segment[1] === kind)?.[2];
  const [, code = '', ...modifiers] = (svc[1] ?? '').split(':');
  const allowed = of('AMT', 'B6');
  return {
    code,
    modifiers,
    units: Number(svc[5] ?? ''),
    date: of('DTM', '472') ?? '',
    charge: cents(svc[2] ?? ''),
    paid: cents(svc[3] ?? ''),
    cas: line.filter(([id]) => id === 'CAS').flatMap(readCas),
    statedAllowed: allowed === undefined ? null : cents(allowed),
    renderingNpi: of('REF', 'HPI') ?? claimRendering,
  };
}

function readCas(segment: readonly string[]): NaiveLine['cas'] {
  const [, group = '', ...rest] = segment;
  const triplets: (readonly [string, string, number])[] = [];
  for (let at = 0; at < rest.length; at += 3) {
    triplets.push([group, rest[at] ?? '', cents(rest[at + 1] ?? '')]);
  }
  return triplets;
}

function find(segments: Segments, id: string): readonly string[] | undefined {
  return segments.find((segment) => segment[0] === id);
}

/** Cuts before each segment of that id; ends of sets and claims are left in, and harm nothing. */
function cut(segments: Segments, id: string): Segments[] {
  const starts = segments.flatMap((segment, at) => (segment[0] === id ? [at] : []));
  return starts.map((start, at) => segments.slice(start, starts[at + 1] ?? segments.length));
}

// Who pays: Medicare contractors (real numbers, so that the claims count as Medicare; names say
// that they are synthetic), and a plan and a commercial payer, whose lines must never accrue.

export interface SynthContractor {
  /** Medicare contractor number. */
  readonly payerId: string;
  readonly part: 'A' | 'B';
}

export type PayerKind = 'medicare_b' | 'medicare_a' | 'advantage' | 'commercial';

export interface SynthPayer {
  readonly kind: PayerKind;
  readonly payerId: string;
  readonly name: string;
  /** 835 CLP06. */
  readonly filingIndicator: string;
  readonly taxId: string;
  readonly isMedicare: boolean;
  /** Reports the multiple-procedure cut as reason 59; others hide it in reason 45. */
  readonly showsMultipleProcedure: boolean;
  /** How often the line states its allowed amount. */
  readonly statesAllowedShare: number;
}

export const SYNTH_CONTRACTORS: readonly SynthContractor[] = [
  { payerId: '12502', part: 'B' },
  { payerId: '12402', part: 'B' },
  { payerId: '12501', part: 'A' },
];

export const ADVANTAGE_PAYER: SynthPayer = {
  kind: 'advantage',
  payerId: 'SYNMA01',
  name: 'SYNTHETIC ADVANTAGE PLAN',
  filingIndicator: '16',
  taxId: '990900001',
  isMedicare: false,
  showsMultipleProcedure: false,
  statesAllowedShare: 0.9,
};

export const COMMERCIAL_PAYER: SynthPayer = {
  kind: 'commercial',
  payerId: 'SYNCO01',
  name: 'SYNTHETIC COMMERCIAL HEALTH',
  filingIndicator: '12',
  taxId: '990900002',
  isMedicare: false,
  showsMultipleProcedure: false,
  statesAllowedShare: 0.6,
};

export function contractorPayer(contractor: SynthContractor, index: number): SynthPayer {
  const isPartA = contractor.part === 'A';
  return {
    kind: isPartA ? 'medicare_a' : 'medicare_b',
    payerId: contractor.payerId,
    name: `SYNTHETIC MAC PART ${contractor.part}`,
    filingIndicator: isPartA ? 'MA' : 'MB',
    taxId: `9908${contractor.payerId}`,
    isMedicare: true,
    showsMultipleProcedure: index % 2 === 0,
    statesAllowedShare: isPartA ? 0.7 : 0.97,
  };
}

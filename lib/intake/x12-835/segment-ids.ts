// The segments of an 835 and its envelope, and the qualifiers that the reader acts on, packed.

import { packCode } from '../x12/pack-code.js';

export const GS = packCode('GS');
export const ST = packCode('ST');
export const BPR = packCode('BPR');
export const TRN = packCode('TRN');
export const DTM = packCode('DTM');
export const REF = packCode('REF');
export const N1 = packCode('N1');
export const N4 = packCode('N4');
export const LX = packCode('LX');
export const TS2 = packCode('TS2');
export const TS3 = packCode('TS3');
export const CLP = packCode('CLP');
export const CAS = packCode('CAS');
export const NM1 = packCode('NM1');
export const MIA = packCode('MIA');
export const MOA = packCode('MOA');
export const AMT = packCode('AMT');
export const LQ = packCode('LQ');
export const SVC = packCode('SVC');
export const PLB = packCode('PLB');
export const SE = packCode('SE');
export const GE = packCode('GE');
export const IEA = packCode('IEA');

/** Segments of an 835 that hold nothing the reader keeps. */
export const PASSED_OVER: ReadonlySet<number> = new Set(
  ['CUR', 'N2', 'N3', 'N4', 'PER', 'RDM', 'QTY', 'K3', 'TA1'].map(packCode),
);

// A public CMS file in small: sums by specialty and place, worked out by hand.

import { describe, expect, it } from '@jest/globals';
import { readCmsByProvider } from '../../../lib/intake/cms-by-provider/read-cms-by-provider.js';

const HEADER =
  'Rndrng_NPI,Rndrng_Prvdr_State_Abrvtn,Rndrng_Prvdr_Type,Tot_Benes,Tot_Srvcs,Tot_Mdcr_Alowd_Amt';
const PT = 'Physical Therapist in Private Practice';

function read(...lines: readonly string[]) {
  return readCmsByProvider(
    (async function* () {
      yield Buffer.from([HEADER, ...lines].join('\n'));
    })(),
  );
}

describe('readCmsByProvider', () => {
  it('adds up therapists by specialty, for the nation and each state', async () => {
    const result = await read(
      `1,FL,${PT},100,5,90000.10`,
      `2,FL,${PT},50,5,"40,000.05"`,
      `3,TX,${PT},10,5,$8000`,
      '4,TX,Speech Language Pathologist,20,5,1000',
      '5,TX,Cardiology,999,5,1',
    );

    expect(result).toEqual({
      rows: 5,
      therapyRows: 4,
      faults: [],
      totals: [
        place('GN', null, [1, 20, 100_000]),
        place('GN', 'TX', [1, 20, 100_000]),
        place('GP', null, [3, 160, 13_800_015]),
        place('GP', 'FL', [2, 150, 13_000_015]),
        place('GP', 'TX', [1, 10, 800_000]),
      ],
    });
  });

  it.each([
    ['a number of beneficiaries', `1,FL,${PT},*,5,1`, 'Tot_Benes'],
    ['an amount', `1,FL,${PT},12,5,n/a`, 'Tot_Mdcr_Alowd_Amt'],
    ['a state', `1,Florida,${PT},12,5,1`, 'Rndrng_Prvdr_State_Abrvtn'],
  ])('names row and column where %s is missing, and goes on', async (_name, bad, column) => {
    const result = await read(`1,FL,${PT},12,5,1.00`, bad, `1,FL,${PT},12,5,1.00`);

    expect(result.faults).toEqual([{ row: 3, column }]);
    expect(result.totals[0]).toMatchObject({ providers: 2, beneficiaries: 24 });
  });

  it.each([
    ['another file', 'NPI,HCPCS\n1,2\n', 'no column Rndrng_Prvdr_Type'],
    ['an open quote', `${HEADER}\n1,"FL,x`, 'not a table'],
  ])('refuses %s', async (_name, text, message) => {
    const other = (async function* () {
      yield Buffer.from(text);
    })();

    await expect(readCmsByProvider(other)).rejects.toThrow(message);
  });
});

function place(
  discipline: string,
  state: string | null,
  [providers, beneficiaries, allowedCents]: readonly [number, number, number],
) {
  return { discipline, state, providers, beneficiaries, allowedCents };
}

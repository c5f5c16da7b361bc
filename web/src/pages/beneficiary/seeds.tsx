// What was entered about spend with other providers.

import type { BeneficiaryAnswer } from '../../../../lib/api/contract/beneficiaries.js';
import { dollars, groupName } from '../../parts/format.js';
import { Panel } from '../../parts/panel.js';

export function Seeds({ seeds }: Pick<BeneficiaryAnswer, 'seeds'>) {
  return (
    <Panel title="Spend elsewhere, as entered">
      {seeds.length === 0 ? (
        <p>Nothing is entered: totals are "at least". An eligibility answer tells the rest.</p>
      ) : (
        <ul>
          {seeds.map((seed, at) => (
            <li key={`${seed.year} ${seed.group} ${seed.asOf ?? ''} ${at}`}>
              {seed.year} {groupName(seed.group)}: {dollars(seed.cents)}{' '}
              {seed.kind === 'outside' ? 'with others' : 'used in all'}
              {seed.asOf === null ? '' : `, as of ${seed.asOf}`}; {seed.source}, entered by{' '}
              {seed.enteredBy}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

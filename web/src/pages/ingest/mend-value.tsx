// The field for a mended value, by its kind.

import type { MendAnswer } from '../../../../lib/api/contract/mend.js';

type Fault = Extract<MendAnswer, { kind: 'fault' }>['fault'];

const STATUSES: readonly (readonly [string, string])[] = [
  ['1', '1: paid as primary'],
  ['2', '2: paid as secondary'],
  ['3', '3: paid as tertiary'],
  ['4', '4: denied'],
  ['19', '19: primary, sent on'],
  ['20', '20: secondary, sent on'],
  ['21', '21: tertiary, sent on'],
  ['22', '22: reversal'],
];

export function MendValue({ input, question }: Pick<Fault, 'input' | 'question'>) {
  return (
    <label>
      {question}
      {input === 'status' ? (
        <select name="value" required>
          {STATUSES.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      ) : (
        <input
          className="kx-field"
          name="value"
          type={input === 'day' ? 'date' : 'text'}
          inputMode={input === 'money' || input === 'units' ? 'decimal' : 'text'}
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          required
        />
      )}
    </label>
  );
}

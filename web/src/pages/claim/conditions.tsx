// Decision replay: ten questions, each true, false or not to be known from claims.

import type { ConditionAnswer } from '../../../../lib/api/contract/claims.js';

const ANSWERS = { true: 'yes', false: 'no', unknowable: 'claims cannot tell' } as const;

export function Conditions({ conditions }: { readonly conditions: readonly ConditionAnswer[] }) {
  return (
    <div className="kx-scroll" tabIndex={0} role="region" aria-label="Conditions">
      <table className="kx-heat">
        <thead>
          <tr>
            <th scope="col">Condition</th>
            <th scope="col">Answer</th>
            <th scope="col">Because</th>
          </tr>
        </thead>
        <tbody>
          {conditions.map(({ name, question, answer, reason }) => (
            <tr key={name}>
              <th scope="row">{question}</th>
              <td>{ANSWERS[`${answer}`]}</td>
              <td>{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

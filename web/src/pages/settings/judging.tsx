// How lines are judged, and for an admin the two policies that may be changed. Each says what it
// changes before, and what it changed after: the same figures as on the first page.

import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { TodayAnswer } from '../../../../lib/api/contract/overview.js';
import type { SettingsAnswer } from '../../../../lib/api/contract/workspace.js';
import { getJson, sendJson } from '../../api/client.js';
import { useMay } from '../../api/use-api.js';
import { fieldText } from '../../parts/field-text.js';
import { dollars, idWords } from '../../parts/format.js';
import { Panel } from '../../parts/panel.js';
import { toCentsText } from '../../parts/to-cents.js';
import { useAction } from '../../parts/use-action.js';
import { effectText } from './effect-text.js';

type Setting =
  | { readonly name: 'nearMinimumCents'; readonly value: number }
  | { readonly name: 'correctionPlacement'; readonly value: 'original' | 'append' };

const PLACEMENTS = {
  original: 'where the corrected claim stood',
  append: 'at its own receipt',
} as const;

const MSP_ACCRUAL: Readonly<Record<string, string>> = {
  medicare_secondary_payment: 'what Medicare pays as the second',
  fee: 'the whole allowed amount',
};

export function Judging({ settings }: { readonly settings: SettingsAnswer }) {
  const mayChange = useMay('changeSetting');
  const { nearMinimumCents, correctionPlacement, mspAccrual } = settings;
  return (
    <Panel title="How lines are judged">
      <dl className="kx-facts">
        <div>
          <dt>Order in which claims count</dt>
          <dd>as received; by service date is a view of each beneficiary</dd>
        </div>
        <div>
          <dt>Near the KX amount: the day's visit, but at least</dt>
          <dd>{nearMinimumCents === null ? 'fixed' : dollars(nearMinimumCents)}</dd>
        </div>
        <div>
          <dt>A correction stands</dt>
          <dd>{correctionPlacement === 'append' ? PLACEMENTS.append : PLACEMENTS.original}</dd>
        </div>
        <div>
          <dt>Medicare second to another payer accrues</dt>
          <dd>{MSP_ACCRUAL[mspAccrual] ?? idWords(mspAccrual)}</dd>
        </div>
      </dl>
      {mayChange && <JudgingForm settings={settings} />}
    </Panel>
  );
}

const WHAT_CHANGES = {
  nearMinimumCents:
    'KX within this distance below the amount is called near, not early. A higher sum makes ' +
    'fewer lines early; totals, crossings and exposure stay.',
  correctionPlacement:
    'Where a corrected claim counts moves what came before and after it: totals stay, the line ' +
    'that crosses and the verdicts around it may change.',
} as const;

function JudgingForm({ settings }: { readonly settings: SettingsAnswer }) {
  const client = useQueryClient();
  const { message, isBusy, start } = useAction();
  const [name, setName] = useState<Setting['name']>('nearMinimumCents');
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    start(async () => {
      const setting = settingOf(name, form);
      if (setting === null) return 'Write the amount in dollars, such as 250.00.';
      const before = await getJson<TodayAnswer>('/api/today');
      await sendJson('POST', '/api/settings', { ...setting, source: fieldText(form, 'source') });
      const after = await getJson<TodayAnswer>('/api/today');
      await client.invalidateQueries();
      return effectText(before, after);
    });
  };
  return (
    <form className="kx-form" aria-label="Change a policy" onSubmit={submit}>
      <h3>Change a policy</h3>
      <label>
        Policy
        <select value={name} onChange={(event) => setName(nameOf(event.target.value))}>
          <option value="nearMinimumCents">what is near the KX amount</option>
          <option value="correctionPlacement">where a correction stands</option>
        </select>
      </label>
      <p className="kx-quiet">{WHAT_CHANGES[name]}</p>
      {name === 'nearMinimumCents' ? (
        <label>
          Near means at least (dollars)
          <input
            className="kx-field"
            name="near"
            inputMode="decimal"
            required
            defaultValue={String((settings.nearMinimumCents ?? 0) / 100)}
          />
        </label>
      ) : (
        <label>
          A correction stands
          <select name="placement" defaultValue={settings.correctionPlacement}>
            <option value="original">{PLACEMENTS.original}</option>
            <option value="append">{PLACEMENTS.append}</option>
          </select>
        </label>
      )}
      <label>
        Who decided, and why
        <input className="kx-field" name="source" minLength={3} maxLength={200} required />
      </label>
      <p className="kx-actions">
        <button type="submit" className="kx-plain" disabled={isBusy}>
          Change
        </button>
        <span role="status">{isBusy ? 'The ledger is being judged anew.' : message}</span>
      </p>
    </form>
  );
}

function nameOf(value: string): Setting['name'] {
  return value === 'correctionPlacement' ? 'correctionPlacement' : 'nearMinimumCents';
}

function settingOf(name: Setting['name'], form: FormData): Setting | null {
  if (name === 'correctionPlacement') {
    const value = fieldText(form, 'placement') === 'append' ? 'append' : 'original';
    return { name, value };
  }
  const value = toCentsText(fieldText(form, 'near'));
  return value === null ? null : { name, value };
}

// Settings of the workspace with their history, and the trail of who looked at or changed what.

import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { AuditAnswer, SettingsAnswer } from '../../../../lib/api/contract/workspace.js';
import { ApiError, sendJson } from '../../api/client.js';
import { useApi, useMay } from '../../api/use-api.js';
import { DataTable, type Column } from '../../parts/data-table.js';
import { fieldText } from '../../parts/field-text.js';
import { dollars } from '../../parts/format.js';
import { PageTitle } from '../../parts/page-title.js';
import { Panel } from '../../parts/panel.js';
import { QueryState } from '../../parts/query-state.js';
import { toCentsText } from '../../parts/to-cents.js';

export function Settings() {
  const settings = useApi<SettingsAnswer>('/api/settings');
  const mayAudit = useMay('auditTrail');
  return (
    <>
      <PageTitle
        kind="Settings"
        below="Policies of this product, not rules of Medicare; a change judges the ledger anew."
      />
      <QueryState query={settings}>{(answer) => <Content settings={answer} />}</QueryState>
      {mayAudit && <AuditTrail />}
    </>
  );
}

function Content({ settings }: { readonly settings: SettingsAnswer }) {
  const mayChange = useMay('changeSetting');
  return (
    <>
      <Panel title="How lines are judged">
        <dl className="kx-facts">
          <div>
            <dt>Near the KX amount: the day's visit, but at least</dt>
            <dd>
              {settings.nearMinimumCents === null ? 'fixed' : dollars(settings.nearMinimumCents)}
            </dd>
          </div>
          <div>
            <dt>A correction stands</dt>
            <dd>
              {settings.correctionPlacement === 'original'
                ? 'where the corrected claim stood'
                : 'at its own receipt'}
            </dd>
          </div>
          <div>
            <dt>Medicare second to another payer accrues</dt>
            <dd>{settings.mspAccrual.replaceAll('_', ' ')}</dd>
          </div>
        </dl>
        {mayChange && <ToleranceForm />}
      </Panel>
      <DataTable
        name="settings-history"
        title="Everything that was entered"
        columns={CHANGES}
        rows={settings.changes}
        rowKey={({ enteredAt, kind, key }) => `${enteredAt} ${kind} ${key}`}
        pageRows={25}
        empty="Nothing was entered so far."
      />
    </>
  );
}

function ToleranceForm() {
  const client = useQueryClient();
  const [message, setMessage] = useState('');
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = toCentsText(fieldText(form, 'near'));
    if (value === null) return setMessage('Write the amount in dollars.');
    try {
      setMessage('The ledger is being judged anew.');
      await sendJson('POST', '/api/settings', {
        name: 'nearMinimumCents',
        value,
        source: fieldText(form, 'source'),
      });
      setMessage('Changed.');
      await client.invalidateQueries();
    } catch (error) {
      setMessage(error instanceof ApiError ? error.message : 'That could not be changed.');
    }
  };
  return (
    <form className="kx-filters" onSubmit={(event) => void submit(event)}>
      <label>
        Near means at least (dollars)
        <input className="kx-field" name="near" inputMode="decimal" required />
      </label>
      <label>
        Who decided, and why
        <input className="kx-field" name="source" minLength={3} required />
      </label>
      <button type="submit" className="kx-plain">
        Change
      </button>
      <span role="status">{message}</span>
    </form>
  );
}

function AuditTrail() {
  const trail = useApi<AuditAnswer>('/api/audit');
  return (
    <QueryState query={trail}>
      {(answer) => (
        <DataTable
          name="audit"
          title={`Who did what on ${answer.day}`}
          columns={ENTRIES}
          rows={answer.entries}
          rowKey={({ at, route, userId, subject }) => `${at} ${route} ${userId} ${subject}`}
          pageRows={25}
          empty="Nothing yet."
        />
      )}
    </QueryState>
  );
}

type Change = SettingsAnswer['changes'][number];

const CHANGES: readonly Column<Change>[] = [
  {
    id: 'at',
    isWhole: true,
    header: 'When',
    isRowHeader: true,
    value: ({ enteredAt }) => enteredAt.slice(0, 16).replace('T', ' '),
  },
  { id: 'by', header: 'Who', value: ({ enteredBy }) => enteredBy },
  { id: 'what', header: 'What', value: ({ kind, key }) => `${kind.replaceAll('_', ' ')}: ${key}` },
  { id: 'value', header: 'Value', value: ({ value }) => value },
  { id: 'source', header: 'Source', value: ({ source }) => source },
];

type Entry = AuditAnswer['entries'][number];

const ENTRIES: readonly Column<Entry>[] = [
  {
    id: 'at',
    isWhole: true,
    header: 'When (UTC)',
    isRowHeader: true,
    value: ({ at }) => at.slice(11, 19),
  },
  { id: 'who', header: 'Who', value: ({ userId, role }) => `${userId} (${role})` },
  { id: 'action', header: 'Action', value: ({ action }) => action.replaceAll('_', ' ') },
  { id: 'route', header: 'What', value: ({ route }) => route },
  { id: 'subject', header: 'Of', value: ({ subject }) => subject },
  { id: 'rows', header: 'Rows', isNumber: true, value: ({ rows }) => rows },
];

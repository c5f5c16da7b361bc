// Settings of the workspace with their history, who is told of alerts, and the trail of who looked
// at or changed what.

import type { AuditAnswer, SettingsAnswer } from '../../../../lib/api/contract/workspace.js';
import { useApi, useMay } from '../../api/use-api.js';
import { DataTable, type Column } from '../../parts/data-table.js';
import { PageTitle } from '../../parts/page-title.js';
import { QueryState } from '../../parts/query-state.js';
import { Endpoints } from './endpoints.js';
import { Judging } from './judging.js';

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
  return (
    <>
      <Judging settings={settings} />
      <Endpoints />
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

/** `listClaims` as `list claims`. */
function routeText(route: string): string {
  return route.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

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
  { id: 'route', header: 'What', value: ({ route }) => routeText(route) },
  { id: 'subject', header: 'Of', value: ({ subject }) => subject },
  { id: 'rows', header: 'Rows', isNumber: true, value: ({ rows }) => rows },
];

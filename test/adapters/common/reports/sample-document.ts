// A small document with every kind of block, and with words that a careless renderer would run.

import type { ReportDocument } from '../../../../lib/ports/report-renderer.js';

export const EVIL = '=HYPERLINK("http://x") #panic("x") *bold* <script>&"';

export const SAMPLE_DOCUMENT: ReportDocument = {
  title: 'A report, 2026-05',
  subtitle: EVIL,
  facts: [['Month', '2026-05']],
  mark: 'Prepared at the direction of counsel',
  footer: 'KXRay 2026-05',
  madeAt: '2026-05-31T00:00:00.000Z',
  sections: [
    {
      id: 'first',
      title: 'First',
      blocks: [
        { kind: 'text', text: EVIL },
        { kind: 'list', title: 'Known', items: ['one', 'two'] },
        {
          kind: 'figures',
          figures: [{ label: 'Paid', kind: 'cents', value: 123_456, note: 'of all' }],
        },
        {
          kind: 'chart',
          title: 'A chart',
          alt: 'A line from here to there.',
          svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" role="img"><path d="M0 0h9"/></svg>',
        },
        {
          kind: 'table',
          sheet: 'Rows',
          title: 'Rows of all kinds',
          columns: [
            { title: 'Text', kind: 'text' },
            { title: 'Count', kind: 'count' },
            { title: 'Dollars', kind: 'cents', width: 2 },
            { title: 'Share', kind: 'share' },
            { title: 'Day', kind: 'day' },
          ],
          rows: [
            [EVIL, 1234, -123_456, 0.125, '2026-05-01'],
            ['+1', 0, 5, null, null],
            ['@x', 2, 7, 1, '2026-05-02'],
          ],
          shown: 2,
          empty: 'None.',
        },
        {
          kind: 'table',
          sheet: 'Empty',
          title: 'No rows',
          columns: [{ title: 'Text', kind: 'text' }],
          rows: [],
          shown: 5,
          empty: 'There is none, because.',
        },
      ],
    },
  ],
};

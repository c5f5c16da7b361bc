// PDF, workbook and page from one document: same figures, same bytes, and words that stay words.

import { describe, expect, it } from '@jest/globals';
import { formatCell } from '../../../../lib/adapters/common/reports/format-cell.js';
import {
  openHtmlRenderer,
  reportHtml,
} from '../../../../lib/adapters/common/reports/html-report-renderer.js';
import {
  openPdfRenderer,
  pdfInput,
} from '../../../../lib/adapters/common/reports/pdf-report-renderer.js';
import { ReportRenderError } from '../../../../lib/adapters/common/reports/report-render-error.js';
import { openXlsxRenderer } from '../../../../lib/adapters/common/reports/xlsx-report-renderer.js';
import { readXlsx } from './read-xlsx.js';
import { EVIL, SAMPLE_DOCUMENT } from './sample-document.js';

const digest = (body: Uint8Array): string => Buffer.from(body).toString('base64');

describe.each([
  ['pdf', openPdfRenderer],
  ['xlsx', openXlsxRenderer],
  ['html', openHtmlRenderer],
] as const)('the %s renderer', (extension, open) => {
  it('gives the same bytes for the same document', async () => {
    const [one, other] = [
      await open().render(SAMPLE_DOCUMENT),
      await open().render(SAMPLE_DOCUMENT),
    ];

    expect(open().extension).toBe(extension);
    expect(digest(one)).toBe(digest(other));
  });
});

describe('the PDF', () => {
  it('is tagged, carries its one time, and says what it is', async () => {
    const text = Buffer.from(await openPdfRenderer().render(SAMPLE_DOCUMENT)).toString('latin1');

    expect(text).toMatch(/^%PDF-1\.7/);
    expect(text).toContain('pdfuaid:part');
    expect(text).toContain('D:20260531000000');
    expect(text).not.toContain('/tmp/');
  });

  it.each([
    ['without its alternative text', { alt: '' }],
    ['that is no drawing', { svg: 'x' }],
  ])('refuses a chart %s', async (_what, change) => {
    const sections = SAMPLE_DOCUMENT.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) =>
        block.kind === 'chart' ? { ...block, ...change } : block,
      ),
    }));

    await expect(openPdfRenderer().render({ ...SAMPLE_DOCUMENT, sections })).rejects.toThrow(
      ReportRenderError,
    );
  });

  it('is handed every shown cell as text, and what it leaves out in words', () => {
    const { data } = pdfInput(SAMPLE_DOCUMENT);
    const tables = data.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'table' ? [block] : [])),
    );

    expect(tables[0]?.rows).toEqual([
      [EVIL, '1,234', '-$1,234.56', '12.5%', '2026-05-01'],
      ['+1', '0', '$0.05', '-', '-'],
    ]);
    expect(tables[0]?.rest).toBe('1 more row is in the workbook, sheet "Rows".');
    expect(tables[1]).toMatchObject({ rows: [], rest: null, empty: 'There is none, because.' });
  });
});

describe('the workbook', () => {
  it('holds every row of every table, numbers as numbers and words as words', async () => {
    const { sheets, files } = readXlsx(await openXlsxRenderer().render(SAMPLE_DOCUMENT));

    expect([...sheets.keys()]).toEqual(['Purpose', 'Rows', 'Empty']);
    expect(sheets.get('Rows')).toEqual([
      ['Text', 'Count', 'Dollars', 'Share', 'Day'],
      [EVIL, 1234, -1234.56, 0.125, '2026-05-01'],
      ['+1', 0, 0.05],
      ['@x', 2, 0.07, 1, '2026-05-02'],
    ]);
    expect(sheets.get('Empty')).toEqual([['Text'], ['There is none, because.']]);
    expect([...files.values()].join('')).not.toContain('<f>');
  });

  it('freezes heads and filters tables', async () => {
    const { files } = readXlsx(await openXlsxRenderer().render(SAMPLE_DOCUMENT));
    const xml = files.get('xl/worksheets/sheet2.xml') ?? '';

    expect(xml).toContain('<autoFilter ref="A1:E4"/>');
    expect(xml).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
    expect(files.get('xl/worksheets/sheet3.xml')).not.toContain('autoFilter');
  });

  it.each([
    [4, 1, "'Wide'!$1:$1"],
    [40, 4, "'Wide'!$A:$C,'Wide'!$1:$1"],
  ])('prints %i columns on %i pages side by side', async (width, pages, titles) => {
    const columns = Array.from({ length: width }, (_, at) => {
      return { title: `C${at}`, kind: at % 2 === 0 ? 'count' : 'text' } as const;
    });
    const row = columns.map(({ kind }, at) => (kind === 'count' ? at : `t${at}`));
    const wide = { kind: 'table', sheet: 'Wide', title: 'Wide', columns, rows: [row] } as const;
    const blocks = [{ ...wide, shown: 0, empty: '' }];
    const sections = [{ id: 'wide', title: 'Wide', blocks }];

    const { files } = readXlsx(await openXlsxRenderer().render({ ...SAMPLE_DOCUMENT, sections }));
    expect(files.get('xl/worksheets/sheet2.xml')).toContain(`fitToWidth="${pages}"`);
    expect(files.get('xl/workbook.xml')).toContain(`>${titles}<`);
    expect(files.get('xl/styles.xml')).toContain('indent="1"');
  });

  it('carries one time', async () => {
    const { times } = readXlsx(await openXlsxRenderer().render(SAMPLE_DOCUMENT));

    expect(new Set(times)).toEqual(new Set([(((2026 - 1980) << 9) | (5 << 5) | 31) * 65_536]));
  });
});

describe('the page', () => {
  it('stands alone and runs nothing', () => {
    const html = reportHtml(SAMPLE_DOCUMENT);

    expect(html).not.toMatch(/<script|src=|href=|@import|url\(/);
    expect(html).toContain('&lt;script&gt;&amp;&quot;');
    expect(html).toContain('aria-label="A line from here to there."');
    expect(html).toContain('<th scope="col" class="right">Dollars</th>');
    expect(html).toContain('1 more row is in the workbook');
  });
});

describe('a cell', () => {
  it.each([
    ['cents', 248_000, '$2,480.00'],
    ['cents', null, '-'],
    ['count', 1_234_567, '1,234,567'],
    ['share', 0.0744, '7.4%'],
    ['number', 12.5, '12.5'],
    ['day', '2026-05-01', '2026-05-01'],
    ['text', '', ''],
  ] as const)('%s %s reads %s', (kind, value, words) => {
    expect(formatCell(kind, value)).toBe(words);
  });
});

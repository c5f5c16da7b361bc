// The report as PDF by Typst: tagged to PDF/UA-1, so that a missing alt text stops the file, with
// the font inside and one fixed time. Equal documents give equal bytes.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type {
  ReportBlock,
  ReportDocument,
  ReportRenderer,
} from '../../../ports/report-renderer.js';
import { formatCell, isRightAligned, restText } from './format-cell.js';
import { ReportRenderError } from './report-render-error.js';
import { TYPST_TEMPLATE } from './typst-template.js';

const FONTS = [
  '400Regular/OpenSans_400Regular.ttf',
  '400Regular_Italic/OpenSans_400Regular_Italic.ttf',
  '600SemiBold/OpenSans_600SemiBold.ttf',
  '700Bold/OpenSans_700Bold.ttf',
];

export function openPdfRenderer(): ReportRenderer {
  return { extension: 'pdf', render: renderPdf };
}

async function renderPdf(document: ReportDocument): Promise<Uint8Array> {
  // A native file of 50 MB: loaded only by those who ask for a PDF.
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const compiler = NodeCompiler.create({
    workspace: WORKSPACE,
    fontArgs: [{ fontBlobs: await readFonts() }],
  });
  const { data, charts } = pdfInput(document);
  compiler.mapShadow(join(WORKSPACE, 'data.json'), Buffer.from(JSON.stringify(data)));
  for (const [name, svg] of charts) {
    compiler.mapShadow(join(WORKSPACE, name), Buffer.from(svg));
  }
  compiler.addSource(join(WORKSPACE, 'report.typ'), TYPST_TEMPLATE);
  try {
    const source = { mainFilePath: join(WORKSPACE, 'report.typ') };
    return compiler.pdf(source, {
      pdfStandard: 'ua-1',
      creationTimestamp: Date.parse(document.madeAt) / 1000,
    });
  } catch (cause) {
    throw new ReportRenderError('PDF', { cause });
  } finally {
    compiler.evictCache(0);
  }
}

/** Nothing is read from or written to it: all files are handed over. */
const WORKSPACE = '/report';

/** What the template reads: cells as text, charts as files of their own. */
export function pdfInput(document: ReportDocument) {
  const charts = new Map<string, string>();
  const sections = document.sections.map(({ title, blocks }) => ({
    title,
    blocks: blocks.map((block) => pdfBlock(block, charts)),
  }));
  const { title, subtitle, facts, mark, footer } = document;
  return { data: { title, subtitle, facts, mark, footer, sections }, charts };
}

function pdfBlock(block: ReportBlock, charts: Map<string, string>) {
  switch (block.kind) {
    case 'text':
    case 'list':
      return block;
    case 'figures':
      return {
        kind: block.kind,
        figures: block.figures.map(({ label, kind, value, note }) => ({
          label,
          value: formatCell(kind, value),
          note,
        })),
      };
    case 'chart': {
      const file = `chart-${charts.size + 1}.svg`;
      charts.set(file, block.svg);
      return { kind: block.kind, title: block.title, alt: block.alt, file };
    }
    case 'table':
      return {
        kind: block.kind,
        title: block.title,
        columns: block.columns.map(({ title, kind, width = 1 }) => ({
          title,
          width,
          right: isRightAligned(kind),
        })),
        rows: block.rows
          .slice(0, block.shown)
          .map((row) =>
            row.map((value, at) => formatCell(block.columns[at]?.kind ?? 'text', value)),
          ),
        rest: restText(block),
        empty: block.empty,
      };
  }
}

let fonts: Promise<Buffer[]> | null = null;

function readFonts(): Promise<Buffer[]> {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('@expo-google-fonts/open-sans/package.json'));
  fonts ??= Promise.all(FONTS.map((file) => readFile(join(folder, file))));
  return fonts;
}

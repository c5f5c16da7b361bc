// How the sheets of a workbook filter and print: a filter over each table; one page wide, or as
// many as leave it readable, the head (and what a row is about) on every page, and a footer that
// says which sheet of which report a loose page is from.

import type { Blob } from 'node:buffer';
import type Stream from 'node:stream';
import type { Feature } from 'write-excel-file/node';
import type { ReportTable } from '../../../ports/report-renderer.js';

/** As the package takes it. */
export type FileContent = Stream | Buffer | Blob;

/** One entry a sheet; null for a sheet of sentences. */
type SheetTables = readonly (ReportTable | null)[];

const CHARACTERS_PER_WIDTH = 14;
/** Characters of a column at least. */
export const NARROWEST = 10;
/** More of them side by side on letter paper are too small to be read. */
const READABLE_CHARACTERS = 210;
/** Of a table that takes several pages side by side. */
const COLUMNS_REPEATED = 3;
const US_LETTER = 1;
const END_OF_DATA = '</sheetData>';
const END_OF_SHEETS = '</sheets>';
const FIT = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
const MARGINS =
  '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>';

export function pageSetup(tables: SheetTables, footer: string): Feature<FileContent> {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _options, { sheetIndex }) => {
            const shown = tables[sheetIndex] ?? null;
            const orientation = shown === null ? 'portrait' : 'landscape';
            const print =
              `<pageSetup paperSize="${US_LETTER}" orientation="${orientation}" ` +
              `fitToWidth="${pagesWide(shown)}" fitToHeight="0"/>${footerOf(footer)}`;
            return xml
              .replace(/<worksheet[^>]*>/, (head) => head + FIT)
              .replace(END_OF_DATA, () => END_OF_DATA + filterOf(shown) + MARGINS + print);
          },
        },
        'xl/workbook.xml': {
          transform: (xml) => xml.replace(END_OF_SHEETS, () => END_OF_SHEETS + titles(tables)),
        },
      },
    },
  };
}

function filterOf(shown: ReportTable | null): string {
  if (shown === null || shown.rows.length === 0) return '';
  return `<autoFilter ref="A1:${columnName(shown.columns.length)}${shown.rows.length + 1}"/>`;
}

/** Characters of the columns, as the sheets are made. */
export function columnCharacters({ columns }: ReportTable): readonly number[] {
  return columns.map(({ width = 1 }) => Math.max(NARROWEST, width * CHARACTERS_PER_WIDTH));
}

function pagesWide(shown: ReportTable | null): number {
  if (shown === null) return 1;
  const characters = columnCharacters(shown);
  const whole = characters.reduce((sum, each) => sum + each, 0);
  if (whole <= READABLE_CHARACTERS) return 1;
  const again = characters.slice(0, COLUMNS_REPEATED).reduce((sum, each) => sum + each, 0);
  return Math.ceil((whole - again) / (READABLE_CHARACTERS - again));
}

/** The head of a table stands on each of its pages. */
function titles(tables: SheetTables): string {
  const names = tables.flatMap((shown, at) => {
    if (shown === null) return [];
    const sheet = escaped(shown.sheet.replaceAll("'", "''"));
    const head = `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">`;
    const first = `'${sheet}'!$A:$${columnName(COLUMNS_REPEATED)},`;
    return [`${head}${pagesWide(shown) > 1 ? first : ''}'${sheet}'!$1:$1</definedName>`];
  });
  return names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`;
}

/** `&A` is the name of the sheet, `&P` and `&N` count pages; an ampersand of ours is doubled. */
function footerOf(footer: string): string {
  const text = `&L${footer.replaceAll('&', '&&')}&R&A, page &P of &N`;
  return `<headerFooter><oddFooter>${escaped(text)}</oddFooter></headerFooter>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** 1 is A, 27 is AA. */
function columnName(number: number): string {
  const letter = String.fromCharCode(65 + ((number - 1) % 26));
  return number > 26 ? columnName(Math.floor((number - 1) / 26)) + letter : letter;
}

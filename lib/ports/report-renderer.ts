// Port: a report as blocks of text, figures, tables and charts, and who turns it into a file. The
// pipeline decides what stands where and with which words; a renderer only draws.

export type CellKind = 'text' | 'count' | 'cents' | 'share' | 'number' | 'day';

/** Null: no value, shown as a dash; a cell never says zero for unknown. */
export type CellValue = string | number | null;

export interface ReportColumn {
  readonly title: string;
  readonly kind: CellKind;
  /** Share of the width, 1 where nothing is said. */
  readonly width?: number;
}

export interface ReportTable {
  readonly kind: 'table';
  /** Name of the sheet; unique within the document. */
  readonly sheet: string;
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly CellValue[])[];
  /** How many rows fit on paper; all of them are in the sheet. Zero: the sheet only. */
  readonly shown: number;
  /** Why there is no row, where there is none. */
  readonly empty: string;
}

export interface ReportFigure {
  readonly label: string;
  readonly kind: CellKind;
  readonly value: CellValue;
  readonly note: string;
}

export type ReportBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly title: string; readonly items: readonly string[] }
  | { readonly kind: 'figures'; readonly figures: readonly ReportFigure[] }
  | {
      readonly kind: 'chart';
      readonly title: string;
      readonly svg: string;
      /** What the chart shows, in words, for those who do not see it. */
      readonly alt: string;
    }
  | ReportTable;

export interface ReportSection {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly ReportBlock[];
}

export interface ReportDocument {
  readonly title: string;
  readonly subtitle: string;
  /** Facts of the cover, in pairs. */
  readonly facts: readonly (readonly [string, string])[];
  /** Printed on every page where it is set: prepared at direction of counsel. */
  readonly mark: string | null;
  /** At the foot of every page. */
  readonly footer: string;
  /** The one time that the file carries: equal inputs give equal bytes. ISO instant. */
  readonly madeAt: string;
  readonly sections: readonly ReportSection[];
}

export interface ReportRenderer {
  /** `pdf`, `xlsx`, `html`. */
  readonly extension: string;
  render(document: ReportDocument): Promise<Uint8Array>;
}

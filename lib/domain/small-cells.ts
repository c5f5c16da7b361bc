// Counts of few people can name them. Where a table leaves the workspace, cells from 1 to 10 are
// masked, and so are as many others as it takes that no masked one can be computed from what is
// shown, totals included (CELL-1; CMS masks cells under 11). Zeros stay: they count nobody.

export interface CountTable {
  /** Rows of equal length; whole numbers, none negative. */
  readonly cells: readonly (readonly number[])[];
}

/** Null = masked. */
export type ShownCount = number | null;

export interface MaskedTable {
  readonly cells: readonly (readonly ShownCount[])[];
  readonly rowTotals: readonly ShownCount[];
  readonly columnTotals: readonly ShownCount[];
  readonly total: ShownCount;
}

export const SMALLEST_SHOWN = 11;

/** Whether a count can name somebody by itself. */
export function isSmallCount(count: number): boolean {
  return count > 0 && count < SMALLEST_SHOWN;
}

/** The table with its totals as one more row and column: every row and column is an equation. */
interface Grid {
  readonly values: readonly (readonly number[])[];
  readonly rows: number;
  readonly columns: number;
  readonly masked: Set<number>;
}

export function maskSmallCells({ cells }: CountTable): MaskedTable {
  const grid = withTotals(cells);
  for (const at of everyCell(grid)) {
    if (isSmallCount(valueAt(grid, at))) grid.masked.add(at);
  }
  for (;;) {
    const open = [...grid.masked].find((at) => isComputable(grid, at));
    if (open === undefined) break;
    const next = nextToMask(grid, open);
    if (next.length === 0) {
      // Nothing but zeros is left to mask: then nothing of the table is shown at all.
      for (const at of everyCell(grid)) grid.masked.add(at);
      break;
    }
    for (const at of next) grid.masked.add(at);
  }
  return toMaskedTable(grid);
}

/**
 * A masked cell can be computed when it can be neither one more nor one less, whatever the other
 * masked cells are: a reader may know that none of them is zero.
 */
function isComputable(grid: Grid, at: number): boolean {
  return !canMove(grid, at, 1) && !canMove(grid, at, -1);
}

/**
 * Looks for a round trip of changes: one up in a row needs one down in it, that one needs one up in
 * its column, and so on back to the cell. A total counts against the cells that it is a sum of.
 */
function canMove(grid: Grid, at: number, direction: 1 | -1): boolean {
  if (!canChange(grid, at, direction)) return false;
  const target = at % grid.columns;
  const seenRows = new Set([Math.floor(at / grid.columns)]);
  const waiting = [...seenRows];
  const seenColumns = new Set<number>();
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    for (const other of grid.masked) {
      if (Math.floor(other / grid.columns) !== row || other === at) continue;
      const column = other % grid.columns;
      if (seenColumns.has(column) || !canChange(grid, other, opposite(direction))) continue;
      if (column === target) return true;
      seenColumns.add(column);
      for (const third of grid.masked) {
        const thirdRow = Math.floor(third / grid.columns);
        if (third % grid.columns !== column || seenRows.has(thirdRow)) continue;
        if (!canChange(grid, third, direction)) continue;
        seenRows.add(thirdRow);
        waiting.push(thirdRow);
      }
    }
  }
  return false;
}

/** In the sense of its equations; downward only while one person is left. */
function canChange(grid: Grid, at: number, direction: 1 | -1): boolean {
  const isRowTotal = at % grid.columns === grid.columns - 1;
  const isColumnTotal = Math.floor(at / grid.columns) === grid.rows - 1;
  const countDirection = isRowTotal === isColumnTotal ? direction : opposite(direction);
  return countDirection === 1 || valueAt(grid, at) > 1;
}

/**
 * The cells that close a rectangle with the open one and hide least: two rows and two columns of
 * masked cells can shift against each other. Without one, the smallest shown count of the table.
 */
function nextToMask(grid: Grid, open: number): readonly number[] {
  const { columns } = grid;
  const openRow = Math.floor(open / columns);
  let best: { readonly cost: number; readonly cells: readonly number[] } | null = null;
  for (const corner of everyCell(grid)) {
    const row = Math.floor(corner / columns);
    const column = corner % columns;
    if (row === openRow || column === open % columns) continue;
    const corners = [openRow * columns + column, row * columns + (open % columns), corner];
    const cells = corners.filter((at) => !grid.masked.has(at));
    if (cells.length === 0 || corners.some((at) => valueAt(grid, at) === 0)) continue;
    const cost = cells.reduce((sum, at) => sum + valueAt(grid, at), 0);
    if (best === null || cost < best.cost) best = { cost, cells };
  }
  return best?.cells ?? smallestShown(grid);
}

function smallestShown(grid: Grid): readonly number[] {
  const shown = everyCell(grid).filter((at) => !grid.masked.has(at) && valueAt(grid, at) > 0);
  const smallest = Math.min(...shown.map((at) => valueAt(grid, at)));
  return shown.filter((at) => valueAt(grid, at) === smallest).slice(0, 1);
}

function withTotals(cells: CountTable['cells']): Grid {
  const width = cells[0]?.length ?? 0;
  for (const row of cells) {
    if (row.length !== width) throw new RangeError('rows of a table are equally long');
    if (!row.every((count) => Number.isSafeInteger(count) && count >= 0)) {
      throw new RangeError('a table holds whole numbers, none negative');
    }
  }
  const withRowTotals = cells.map((row) => [...row, row.reduce((sum, count) => sum + count, 0)]);
  const totals = Array.from({ length: width + 1 }, (_, column) =>
    withRowTotals.reduce((sum, row) => sum + (row[column] ?? 0), 0),
  );
  const values = [...withRowTotals, totals];
  return { values, rows: values.length, columns: width + 1, masked: new Set() };
}

function everyCell({ rows, columns }: Grid): readonly number[] {
  return Array.from({ length: rows * columns }, (_, at) => at);
}

function valueAt({ values, columns }: Grid, at: number): number {
  const value = values[Math.floor(at / columns)]?.[at % columns];
  if (value === undefined) throw new Error('a cell lies within its table');
  return value;
}

function opposite(direction: 1 | -1): 1 | -1 {
  return direction === 1 ? -1 : 1;
}

function toMaskedTable(grid: Grid): MaskedTable {
  const shown = grid.values.map((row, rowAt) =>
    row.map((value, column) => (grid.masked.has(rowAt * grid.columns + column) ? null : value)),
  );
  const inner = shown.slice(0, -1);
  const totals = shown.at(-1) ?? [];
  return {
    cells: inner.map((row) => row.slice(0, -1)),
    rowTotals: inner.map((row) => row.at(-1) ?? null),
    columnTotals: totals.slice(0, -1),
    total: totals.at(-1) ?? null,
  };
}

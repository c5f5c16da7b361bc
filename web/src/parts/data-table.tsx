// A table of any page: columns told once, used for the screen, for sorting and for the files. What
// is exported is what is listed, in its order, all of it.

import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState, type ReactNode } from 'react';
import { saveTable, type TableFormat } from '../export/save-table.js';
import type { CellValue } from '../export/csv.js';

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  /** For files and for sorting. */
  readonly value: (row: Row) => CellValue;
  /** For the screen; default: the value. */
  readonly cell?: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
  /** Dates and numbers of claims: never broken over two lines. */
  readonly isWhole?: boolean;
  /** Names the row for screen readers. */
  readonly isRowHeader?: boolean;
}

export interface DataTableProps<Row> {
  readonly name: string;
  readonly title: string;
  readonly description?: ReactNode;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly empty: ReactNode;
  /** Rows a page; left out: all in one (a list that the server pages). */
  readonly pageRows?: number;
  readonly sortBy?: { readonly id: string; readonly isDescending: boolean };
  /** False: in the order of the server. */
  readonly isSortable?: boolean;
  readonly filter?: ReactNode;
  readonly footer?: ReactNode;
  readonly total?: number;
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, pageRows, isSortable = true } = props;
  const [sort, setSort] = useState(props.sortBy);
  const [page, setPage] = useState(1);
  const sorted = isSortable ? sortRows(rows, columns, sort) : rows;
  const pages = pageRows === undefined ? 1 : Math.max(1, Math.ceil(sorted.length / pageRows));
  const at = Math.min(page, pages);
  const shown = pageRows === undefined ? sorted : sorted.slice((at - 1) * pageRows, at * pageRows);
  const sorting = columns.find(({ id }) => id === sort?.id);
  return (
    <Table
      variant="container"
      items={shown}
      trackBy={props.rowKey}
      columnDefinitions={columns.map((column) => toDefinition(column, isSortable))}
      wrapLines
      enableKeyboardNavigation
      sortingDisabled={!isSortable}
      sortingColumn={sorting === undefined ? undefined : toDefinition(sorting, true)}
      sortingDescending={sort?.isDescending ?? false}
      onSortingChange={({ detail }) => {
        setPage(1);
        const column = columns.find(({ header }) => header === detail.sortingColumn.sortingField);
        if (column !== undefined) {
          setSort({ id: column.id, isDescending: detail.isDescending ?? false });
        }
      }}
      empty={<div>{props.empty}</div>}
      filter={props.filter}
      footer={props.footer}
      pagination={
        pages > 1 ? (
          <Pagination
            currentPageIndex={at}
            pagesCount={pages}
            ariaLabels={{
              paginationLabel: `Pages of ${props.title}`,
              nextPageLabel: 'Next page',
              previousPageLabel: 'Previous page',
              pageLabel: (number) => `Page ${number}`,
            }}
            onChange={({ detail }) => setPage(detail.currentPageIndex)}
          />
        ) : undefined
      }
      ariaLabels={{ tableLabel: props.title }}
      header={<TableHeader {...props} sorted={sorted} />}
    />
  );
}

function TableHeader<Row>(props: DataTableProps<Row> & { readonly sorted: readonly Row[] }) {
  const { sorted, total, title, description } = props;
  const [isFailed, setFailed] = useState(false);
  const save = (format: TableFormat): void => {
    setFailed(false);
    saveTable(toContent(props), format).catch(() => setFailed(true));
  };
  const counter =
    total === undefined || total === sorted.length
      ? `(${sorted.length})`
      : `(${sorted.length} of ${total})`;
  return (
    <Header
      variant="h2"
      counter={counter}
      description={isFailed ? 'The export could not be noted, so nothing was saved.' : description}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button
            disabled={sorted.length === 0}
            onClick={() => save('csv')}
            ariaLabel={`CSV of ${title}`}
          >
            CSV
          </Button>
          <Button
            disabled={sorted.length === 0}
            onClick={() => save('xlsx')}
            ariaLabel={`Excel of ${title}`}
          >
            Excel
          </Button>
        </SpaceBetween>
      }
    >
      {title}
    </Header>
  );
}

function toContent<Row>({
  name,
  columns,
  sorted,
}: DataTableProps<Row> & { readonly sorted: readonly Row[] }) {
  return {
    name,
    header: columns.map(({ header }) => header),
    rows: sorted.map((row) => columns.map(({ value }) => value(row))),
  };
}

function toDefinition<Row>(column: Column<Row>, isSortable: boolean) {
  const { id, header, isNumber = false, isWhole = false, isRowHeader = false } = column;
  return {
    id,
    header: isNumber ? <span className="kx-number">{header}</span> : header,
    cell: (row: Row) => {
      const content = column.cell?.(row) ?? column.value(row);
      if (isNumber) return <span className="kx-number">{content}</span>;
      return isWhole ? <span className="kx-whole">{content}</span> : content;
    },
    isRowHeader,
    ...(isSortable ? { sortingField: header } : {}),
    ariaLabel: () => header,
  };
}

function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: DataTableProps<Row>['sortBy'],
): readonly Row[] {
  const column = columns.find(({ id }) => id === sort?.id);
  if (sort === undefined || column === undefined) return rows;
  const sign = sort.isDescending ? -1 : 1;
  const keyed = rows.map((row) => ({ row, key: column.value(row) }));
  return keyed
    .sort((left, right) => {
      if (left.key === right.key) return 0;
      // What is not known comes last, whichever way.
      if (left.key === null) return 1;
      if (right.key === null) return -1;
      return left.key < right.key ? -sign : sign;
    })
    .map(({ row }) => row);
}

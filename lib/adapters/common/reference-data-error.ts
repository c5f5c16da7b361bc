// The one error of the reference loader: which file, which row, which column, and why.
// Reference rows hold no identifiers, yet the message never repeats a cell.

export interface ReferencePlace {
  readonly file: string;
  /** Line in the file, counted from 1 (the header is 1); null when the file itself is at fault. */
  readonly row: number | null;
  readonly column: string | null;
}

export class ReferenceDataError extends Error {
  override readonly name = 'ReferenceDataError';
  readonly place: ReferencePlace;
  readonly reason: string;

  constructor(place: ReferencePlace, reason: string, options?: ErrorOptions) {
    super(`${describePlace(place)}: ${reason}`, options);
    this.place = place;
    this.reason = reason;
  }
}

function describePlace(place: ReferencePlace): string {
  const row = place.row === null ? '' : `, row ${place.row}`;
  const column = place.column === null ? '' : `, column ${place.column}`;
  return `${place.file}${row}${column}`;
}

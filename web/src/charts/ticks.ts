// Days and dollars on the axes of all charts.

export const MONTHS = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];

export function monthLabel(month: string): string {
  const number = Number(month.slice(5, 7));
  const name = MONTHS[number - 1] ?? '';
  return number === 1 ? `${name} ${month.slice(0, 4)}` : name;
}

export function shortDollars(cents: number): string {
  return `$${Math.round(cents / 100).toLocaleString('en-US')}`;
}

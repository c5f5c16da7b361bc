// Dollars as decimal text to integer cents and back, for the second model only.

export function fromDollars(text: string | null | undefined): number {
  return Math.round(Number(text ?? '0') * 100);
}

export function dollars(cents: number): string {
  return (cents / 100).toFixed(2);
}

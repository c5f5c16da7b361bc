// How many have a property: what every test of shares compares.

/** `hits` of `n` have the property. */
export interface ShareCount {
  readonly hits: number;
  readonly n: number;
}

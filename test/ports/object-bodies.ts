// Bodies and places for the cases of the ObjectStore suite.

let folders = 0;

/** A folder that no other case uses: cases of the suite share one store. */
export function nextFolder(): string {
  folders += 1;
  return `tenant=suite/folder${folders}/`;
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function textOf(body: Uint8Array | undefined): string {
  return new TextDecoder().decode(body);
}

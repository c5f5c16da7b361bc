// Lines of text that wait as bytes outside the heap: tens of megabytes of claims that the garbage
// collector neither copies nor looks at.

const PIECE_BYTES = 64 * 1024;
/** A character takes at most three bytes of UTF-8 per unit of its text. */
const BYTES_PER_UNIT = 3;
const LINE_FEED = 10;

export class WaitingBytes {
  readonly #full: Buffer[] = [];
  #piece = Buffer.alloc(0);
  #end = 0;

  get isEmpty(): boolean {
    return this.#end === 0 && this.#full.length === 0;
  }

  /** Adds the two as one line; answers how many bytes it takes. */
  add(head: string, rest: string): number {
    this.#makeRoom(BYTES_PER_UNIT * (head.length + rest.length) + 1);
    const from = this.#end;
    this.#end += this.#piece.write(head, this.#end);
    this.#end += this.#piece.write(rest, this.#end);
    this.#piece[this.#end] = LINE_FEED;
    this.#end += 1;
    return this.#end - from;
  }

  /** Whole lines each, in the order of adding; good until something is added again. */
  pieces(): readonly Buffer[] {
    return this.#end === 0 ? this.#full : [...this.#full, this.#piece.subarray(0, this.#end)];
  }

  /** Keeps the room for what comes next. */
  clear(): void {
    this.#full.length = 0;
    this.#end = 0;
  }

  /** What was handed out stays as it is. */
  letGo(): void {
    this.clear();
    this.#piece = Buffer.alloc(0);
  }

  #makeRoom(bytes: number): void {
    if (this.#end + bytes <= this.#piece.length) return;
    if (this.#end > 0) this.#full.push(this.#piece.subarray(0, this.#end));
    this.#piece = Buffer.allocUnsafeSlow(Math.max(PIECE_BYTES, bytes));
    this.#end = 0;
  }
}

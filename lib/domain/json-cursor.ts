// Reads compact JSON of a known shape value by value, without the lists that a general reader would
// make on the way: claims are read back from text by the hundred thousand. Short texts that come
// again and again - codes, days, provider numbers - are the same string each time.

const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const DIGIT_0 = 48;
const DIGIT_9 = 57;
const OPEN = 91;
const BACKSLASH = 92;
const CLOSE = 93;
const F = 102;
const N = 110;
const T = 116;

/** Digits that fit into a number one by one. */
const EXACT_DIGITS = 15;

const NO_WORDS: readonly string[] = [];

export class JsonCursor {
  readonly text: string;
  at: number;

  constructor(text: string, at = 0) {
    this.text = text;
    this.at = at;
  }

  open(): void {
    this.#take(OPEN);
  }

  close(): void {
    this.#take(CLOSE);
  }

  comma(): void {
    this.#take(COMMA);
  }

  /** Before the first value of a list, and after each: whether another one follows. */
  hasNext(): boolean {
    const code = this.text.charCodeAt(this.at);
    if (code === CLOSE) return false;
    if (code === COMMA) this.at += 1;
    return true;
  }

  isNull(): boolean {
    if (this.text.charCodeAt(this.at) !== N) return false;
    this.at += 'null'.length;
    return true;
  }

  boolean(): boolean {
    const code = this.text.charCodeAt(this.at);
    if (code !== T && code !== F) throw this.#fault();
    this.at += code === T ? 'true'.length : 'false'.length;
    return code === T;
  }

  number(): number {
    const { text } = this;
    const from = this.at;
    let at = from;
    let code = text.charCodeAt(at);
    const isNegative = code === MINUS;
    if (isNegative) code = text.charCodeAt(++at);
    let value = 0;
    while (code >= DIGIT_0 && code <= DIGIT_9) {
      value = value * 10 + (code - DIGIT_0);
      code = text.charCodeAt(++at);
    }
    const isWhole = code === COMMA || code === CLOSE;
    if (!isWhole || at - from > EXACT_DIGITS || at === from) return this.#anyNumber(from);
    this.at = at;
    return isNegative ? -value : value;
  }

  /** A text of its own. */
  string(): string {
    this.#take(QUOTE);
    const from = this.at;
    const to = this.text.indexOf('"', from);
    if (to === -1) throw this.#fault();
    const text = this.text.slice(from, to);
    if (text.includes('\\')) return this.#escaped(from);
    this.at = to + 1;
    return text;
  }

  /** A text that others have, too. */
  word<Word extends string = string>(): Word {
    this.#take(QUOTE);
    const { text } = this;
    const from = this.at;
    let hash = 0;
    let to = from;
    for (; ; to += 1) {
      const code = text.charCodeAt(to);
      if (code === QUOTE) break;
      if (code === BACKSLASH) return this.#escaped(from) as Word;
      if (to >= text.length) throw this.#fault();
      hash = (Math.imul(hash, 31) + code) | 0;
    }
    this.at = to + 1;
    return WORDS.get(text, { from, to, hash }) as Word;
  }

  nullableString(): string | null {
    return this.isNull() ? null : this.string();
  }

  nullableWord<Word extends string = string>(): Word | null {
    return this.isNull() ? null : this.word<Word>();
  }

  nullableNumber(): number | null {
    return this.isNull() ? null : this.number();
  }

  /** A list of texts that others have, too: one list for all. */
  words(): readonly string[] {
    this.#take(OPEN);
    const { text } = this;
    const from = this.at;
    let hash = 0;
    let isInside = false;
    let to = from;
    for (; ; to += 1) {
      const code = text.charCodeAt(to);
      if (code === CLOSE && !isInside) break;
      if (code === BACKSLASH) return this.#anyWords(from);
      if (to >= text.length) throw this.#fault();
      if (code === QUOTE) isInside = !isInside;
      hash = (Math.imul(hash, 31) + code) | 0;
    }
    this.at = to + 1;
    return to === from ? NO_WORDS : LISTS.get(text, { from, to, hash });
  }

  #take(code: number): void {
    if (this.text.charCodeAt(this.at) !== code) throw this.#fault();
    this.at += 1;
  }

  #anyNumber(from: number): number {
    const rest = /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/.exec(this.text.slice(from, from + 30));
    if (rest === null) throw this.#fault();
    this.at = from + rest[0].length;
    return Number(rest[0]);
  }

  /** `from`: behind the opening quote. */
  #escaped(from: number): string {
    let to = from;
    while (this.text.charCodeAt(to) !== QUOTE) {
      if (to >= this.text.length) throw this.#fault();
      to += this.text.charCodeAt(to) === BACKSLASH ? 2 : 1;
    }
    this.at = to + 1;
    return JSON.parse(this.text.slice(from - 1, to + 1)) as string;
  }

  #anyWords(from: number): readonly string[] {
    this.at = from;
    const words: string[] = [];
    while (this.hasNext()) words.push(this.string());
    this.#take(CLOSE);
    return words;
  }

  #fault(): TypeError {
    return new TypeError(`stored text is not what was written, at character ${this.at}`);
  }
}

const SLOTS = 4_096;

/** A direct-mapped cache of what stretches of text stand for: a collision costs another reading. */
class TextCache<Value> {
  readonly #keys: string[] = new Array<string>(SLOTS).fill('');
  readonly #values: Value[];
  readonly #read: (key: string) => Value;

  constructor(read: (key: string) => Value) {
    this.#read = read;
    this.#values = new Array<Value>(SLOTS).fill(read(''));
  }

  get(
    text: string,
    { from, to, hash }: { readonly from: number; readonly to: number; readonly hash: number },
  ): Value {
    const slot = (hash ^ (hash >>> 12)) & (SLOTS - 1);
    const key = this.#keys[slot] ?? '';
    const known = this.#values[slot];
    if (known !== undefined && isAt(text, from, to, key)) return known;
    const copy = ownText(text.slice(from, to));
    const value = this.#read(copy);
    this.#keys[slot] = copy;
    this.#values[slot] = value;
    return value;
  }
}

function isAt(text: string, from: number, to: number, key: string): boolean {
  if (key.length !== to - from) return false;
  for (let at = 0; at < key.length; at += 1) {
    if (key.charCodeAt(at) !== text.charCodeAt(from + at)) return false;
  }
  return true;
}

/** A copy that does not hold on to the text that it was cut from. */
function ownText(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}

const WORDS = new TextCache<string>((key) => key);
const LISTS = new TextCache<readonly string[]>((key) => JSON.parse(`[${key}]`) as string[]);

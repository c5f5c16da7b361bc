// Lets a bounded number of calls be under way; the others wait their turn, first come first served.

export class CallLimit {
  readonly #most: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(most: number) {
    this.#most = most;
  }

  async run<Answer>(action: () => Promise<Answer>): Promise<Answer> {
    if (this.#running < this.#most) this.#running += 1;
    else await new Promise<void>((start) => this.#waiting.push(start));
    try {
      return await action();
    } finally {
      // Whoever waits takes over this place, so that nobody slips in between.
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}

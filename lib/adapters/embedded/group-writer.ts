// Group commit: requests that wait at the same time share one transaction and one fsync.
// While one group is on its way to the disk the next one gathers, so that the cost of an fsync
// is spread over as many requests as the load brings, and a lone request waits for nobody.

import type { LmdbEnvironment } from './lmdb-environment.js';

interface Waiting<Request, Answer> {
  readonly request: Request;
  readonly bytes: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** Bounds of one transaction: it is held in memory and blocks other writers while it runs. */
const MAX_GROUP_REQUESTS = 8192;
const MAX_GROUP_BYTES = 64 * 1024 * 1024;

export class GroupWriter<Request, Answer> {
  readonly #environment: LmdbEnvironment;
  readonly #apply: (requests: readonly Request[]) => readonly Answer[];
  #queue: Waiting<Request, Answer>[] = [];
  #isDraining = false;

  /**
   * `apply` writes a group inside the transaction and answers each request in order; each request
   * sees what those before it wrote. If it throws, the whole group is rejected and unwritten.
   */
  constructor(
    environment: LmdbEnvironment,
    apply: (requests: readonly Request[]) => readonly Answer[],
  ) {
    this.#environment = environment;
    this.#apply = apply;
  }

  /** `bytes`: about how much the request writes. Durable when it resolves. */
  submit(request: Request, bytes: number): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      this.#queue.push({ request, bytes, resolve, reject });
      if (!this.#isDraining) {
        this.#isDraining = true;
        void this.#drain();
      }
    });
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) await this.#writeGroup();
    this.#isDraining = false;
  }

  async #writeGroup(): Promise<void> {
    let group: readonly Waiting<Request, Answer>[] = [];
    try {
      const answers = await this.#environment.transact(() => {
        group = this.#takeGroup();
        return this.#apply(group.map((waiting) => waiting.request));
      });
      group.forEach((waiting, at) => waiting.resolve(answers[at] as Answer));
    } catch (error) {
      // Without a group the transaction did not even begin: nobody who waits can be served.
      const failed = group.length > 0 ? group : this.#queue.splice(0);
      for (const waiting of failed) waiting.reject(error);
    }
  }

  #takeGroup(): readonly Waiting<Request, Answer>[] {
    let count = 0;
    let bytes = 0;
    for (const waiting of this.#queue) {
      if (count === MAX_GROUP_REQUESTS) break;
      if (count > 0 && bytes + waiting.bytes > MAX_GROUP_BYTES) break;
      bytes += waiting.bytes;
      count += 1;
    }
    return this.#queue.splice(0, count);
  }
}

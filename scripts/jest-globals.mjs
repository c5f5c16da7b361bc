// What '@jest/globals' is in the tests (tsconfig.jest.json leads here): the runner puts the names
// of jest on the global object of plain Node, while the package itself works in jest's own runner
// only.
export const { describe, it, expect, beforeAll, beforeEach, afterAll, afterEach, jest } =
  globalThis;

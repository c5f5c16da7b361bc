// ESM all the way. The light runner gives the suites plain Node, TypeScript through tsx and one
// module graph a worker: jest's own runner builds a new one for each suite, does not free it, and
// took twice the time. So suites share their process: what one changes of it, it puts back.
// What takes minutes runs on its own (`npm run test:long`).
const isLong = process.env.KXRAY_LONG_TESTS === '1';

export default {
  runner: '<rootDir>/scripts/jest-runner.mjs',
  // All cores: most suites wait for disks and child processes, and two cores are the common case.
  maxWorkers: '100%',
  roots: ['<rootDir>/test'],
  testMatch: [isLong ? '**/test/long/**/*.test.ts' : '**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/test/engines/', ...(isLong ? [] : ['/test/long/'])],
  transform: {},
};

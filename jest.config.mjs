// ESM all the way; TypeScript is stripped by swc. Node's ExperimentalWarning is silenced where
// jest is started (scripts/test.mjs), so that a newcomer sees test results and nothing else.
export default {
  testEnvironment: 'node',
  // No test is about time: a busy machine must not turn one red.
  testTimeout: 120_000,
  // All cores: most suites wait for disks and child processes, and two cores are the common case.
  maxWorkers: '100%',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/test/engines/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
};

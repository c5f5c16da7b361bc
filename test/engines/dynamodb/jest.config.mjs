// The project's own jest, on this folder alone; run.mjs starts the engine and tells where it is.
import base from '../../../jest.config.mjs';

export default {
  ...base,
  rootDir: '../../..',
  roots: ['<rootDir>/test/engines/dynamodb'],
  testPathIgnorePatterns: ['/node_modules/'],
};

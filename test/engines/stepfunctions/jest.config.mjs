// The project's own jest, on this folder alone.
import base from '../../../jest.config.mjs';

export default {
  ...base,
  rootDir: '../../..',
  roots: ['<rootDir>/test/engines/stepfunctions'],
  testPathIgnorePatterns: ['/node_modules/'],
};

// The project's own jest, on this folder alone; run.mjs starts moto's server and tells where it is.
import base from '../../../jest.config.mjs';

export default {
  ...base,
  rootDir: '../../..',
  roots: ['<rootDir>/test/engines/moto'],
  testPathIgnorePatterns: ['/node_modules/'],
};

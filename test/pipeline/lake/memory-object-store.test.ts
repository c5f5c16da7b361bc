// The stand-in that the lake's tests use is held to the same suite as the real ones.

import { objectStoreSuite } from '../../ports/object-store.suite.js';
import { memoryObjectStore } from './memory-object-store.js';

objectStoreSuite(async () => ({ store: memoryObjectStore(), close: async () => undefined }));

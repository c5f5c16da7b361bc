// Object keys become paths here: what is none of the port's keys is refused before any file is met.

import {
  isObjectKey,
  isObjectPrefix,
  OBJECT_KEY_RULE,
  OBJECT_PREFIX_RULE,
} from '../common/object-key.js';
import { InvalidRequestError } from './errors.js';

export function assertObjectKey(key: string): void {
  if (!isObjectKey(key)) throw new InvalidRequestError(OBJECT_KEY_RULE);
}

export function assertObjectPrefix(prefix: string): void {
  if (!isObjectPrefix(prefix)) throw new InvalidRequestError(OBJECT_PREFIX_RULE);
}

// What all routes of one API share.

import type { ApiOptions, ApiPorts } from './api-ports.js';
import type { AuditTrail } from './audit-trail.js';
import type { PageReader } from './page-reader.js';
import type { RateLimit } from './rate-limit.js';

export interface ApiContext {
  readonly ports: ApiPorts;
  readonly options: ApiOptions;
  readonly pages: PageReader;
  readonly audit: AuditTrail;
  readonly callLimit: RateLimit;
  readonly lookUpLimit: RateLimit;
}

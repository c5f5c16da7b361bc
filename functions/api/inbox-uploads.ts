// Files from browsers on this host: a form that S3 takes, for one file of the asker's tenant, and
// what became of those that were sent.

import { randomUUID } from 'node:crypto';
import type { IngestActions } from '../../lib/api/api-ports.js';
import { inboxKey, keepUploadNote, openInboxJobs } from '../../lib/api/inbox-jobs.js';
import type { ActionTools } from './action-tools.js';

export function inboxUploads({ tenantId, stores, clock }: ActionTools): IngestActions {
  const { objects, uploadForms } = stores;
  const jobs = openInboxJobs(objects);
  return {
    jobs: () => jobs.list(tenantId, clock.now()),
    uploads: {
      sign: async ({ bytes, sha256 }) => {
        const uploadId = `${clock.today()}.${randomUUID()}`;
        const key = inboxKey(tenantId, uploadId);
        return { uploadId, ...(await uploadForms.sign({ key, bytes, sha256 })) };
      },
      noteSent: ({ uploadId, etag, bytes }) => {
        const key = inboxKey(tenantId, uploadId);
        const note = { uploadId, key, etag, bytes, at: clock.now() };
        return keepUploadNote(objects, tenantId, note);
      },
    },
  };
}

// A claim file to where this host takes files: through the API on one machine; on aws straight to
// the inbox, with a form that the API signed for exactly this content.

import type { UploadForm } from '../../../lib/api/contract/ingest.js';
import { ApiError, sendFile, sendJson } from './client.js';
import { queryText } from './use-api.js';

export interface UploadOptions {
  /** The API signs a form, and the file does not pass through it. */
  readonly isToInbox: boolean;
  readonly isTest: boolean;
}

export async function sendUpload(file: File, { isToInbox, isTest }: UploadOptions): Promise<void> {
  if (!isToInbox) {
    const query = queryText({ name: file.name, test: isTest ? 'yes' : 'no' });
    await sendFile(`/api/ingest/files${query}`, file);
    return;
  }
  const { size: bytes } = file;
  const sha256 = await checksum(file);
  const form = await sendJson<UploadForm>('POST', '/api/ingest/uploads', { bytes, sha256 });
  const etag = await post(form, file);
  await sendJson('POST', `/api/ingest/uploads/${form.uploadId}/sent`, { bytes, etag });
}

async function checksum(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

/** The ETag under which the file lies there. Whoever takes it learns nothing of who sends it. */
async function post({ url, fields }: UploadForm, file: Blob): Promise<string> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  // The file last, and under no name: what stands behind it is not read.
  body.append('file', new Blob([file], { type: 'application/octet-stream' }), 'file');
  const response = await fetch(url, { method: 'POST', body, credentials: 'omit' }).catch(
    () => null,
  );
  const text = response?.status === 201 ? await response.text() : '';
  const [, etag] = /<ETag>(?:"|&quot;|&#34;)?([\w-]+)/.exec(text) ?? [];
  if (etag !== undefined) return etag;
  const detail = 'The inbox did not take the file. Try again; if it stays so, tell who runs this.';
  throw new ApiError(response?.status ?? 0, 'not_taken', detail);
}

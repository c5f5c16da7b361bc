// The browser's side of an upload on aws, against a form that is really signed and an inbox that
// takes it as S3 does.

import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it } from '@jest/globals';
import { S3UploadForms } from '../../lib/adapters/aws/s3-upload-forms.js';
import { sendUpload } from '../../web/src/api/send-upload.js';
import { takeForm } from '../adapters/aws/stub-s3-form.js';

const SECRET = 'secret';
const CONTENT = Buffer.from('ISA*00*~');
const original = globalThis.fetch;

afterEach(() => {
  globalThis.fetch = original;
});

interface Seen {
  readonly urls: string[];
  readonly sent: unknown[];
  readonly taken: unknown[];
}

/** The API and the inbox behind one fetch; `change` is what happens to the form on its way. */
function serve(change: (fields: Record<string, string>) => void = () => undefined): Seen {
  const seen: Seen = { urls: [], sent: [], taken: [] };
  const credentials = { accessKeyId: 'id', secretAccessKey: SECRET };
  const client = new S3Client({ region: 'us-east-1', credentials });
  const forms = new S3UploadForms({ client, bucket: 'inbox', kmsKeyArn: 'arn:aws:kms:::key/k' });
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    seen.urls.push(url);
    if (url === '/api/ingest/uploads') {
      const { bytes, sha256 } = JSON.parse(textOf(init)) as { bytes: number; sha256: string };
      const form = await forms.sign({ key: 'tenant=t/incoming/x', bytes, sha256 });
      return Response.json({ uploadId: 'u', ...form });
    }
    if (url.startsWith('https://inbox.')) {
      const fields: Record<string, string> = {};
      let file = new Uint8Array();
      const form = init?.body instanceof FormData ? init.body : new FormData();
      for (const [name, value] of form) {
        if (typeof value === 'string') fields[name] = value;
        else file = new Uint8Array(await value.arrayBuffer());
      }
      change(fields);
      const now = new Date().toISOString();
      const taken = takeForm({ url, fields, file, secret: SECRET, now });
      seen.taken.push(taken);
      if (typeof taken === 'string') return new Response('<Error/>', { status: 403 });
      const xml = `<PostResponse><ETag>&quot;${taken.etag}&quot;</ETag></PostResponse>`;
      return new Response(xml, { status: 201 });
    }
    seen.sent.push(JSON.parse(textOf(init)));
    return Response.json({});
  };
  return seen;
}

function textOf(init: RequestInit | undefined): string {
  return typeof init?.body === 'string' ? init.body : 'null';
}

const file = new File([CONTENT], 'Jane Smith.835');

describe('sendUpload', () => {
  it('sends the file to the inbox and says under which ETag it lies there', async () => {
    const seen = serve();

    await sendUpload(file, { isToInbox: true, isTest: false });

    const [taken] = seen.taken as [{ readonly etag: string; readonly body: Uint8Array }];
    expect(Buffer.from(taken.body)).toEqual(CONTENT);
    expect(seen.sent).toEqual([{ bytes: CONTENT.length, etag: taken.etag }]);
    expect(JSON.stringify(seen.urls)).not.toMatch(/Smith/);
  });

  it('says so when the inbox refuses it', async () => {
    const seen = serve((fields) => {
      fields['key'] = 'tenant=other/incoming/x';
    });

    const sending = sendUpload(file, { isToInbox: true, isTest: false });

    await expect(sending).rejects.toMatchObject({ code: 'not_taken' });
    expect(seen.sent).toEqual([]);
  });

  it('goes through the API where the host has no inbox', async () => {
    const seen = serve();

    await sendUpload(file, { isToInbox: false, isTest: true }).catch(() => undefined);

    expect(seen.urls).toEqual(['/api/ingest/files?name=Jane+Smith.835&test=yes']);
  });
});

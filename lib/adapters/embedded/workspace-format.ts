// The format marker of a workspace: a small file that every later version can read before it
// touches anything else. It is written once, when the workspace is made.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFileOnce, isErrorCode } from './durable-file.js';
import { WorkspaceFormatError } from './errors.js';

const WORKSPACE_FORMAT = 1;

const MARKER = 'workspace.json';

/** Marks a new workspace; throws when the one that is there is of another format. */
export async function claimWorkspaceFormat(directory: string): Promise<void> {
  const path = join(directory, MARKER);
  if ((await readMarker(path)) === null) {
    await createFileOnce(path, Buffer.from(`${JSON.stringify({ format: WORKSPACE_FORMAT })}\n`));
  }
  const format = formatOf(await readMarker(path));
  if (format === null) {
    throw new WorkspaceFormatError(
      `${path} is damaged: it should read {"format":${WORKSPACE_FORMAT}}`,
    );
  }
  if (format > WORKSPACE_FORMAT) {
    throw new WorkspaceFormatError(
      `the workspace ${directory} has format ${format}, this version of kxray reads format ` +
        `${WORKSPACE_FORMAT}: use a newer kxray, or choose another workspace with --data`,
    );
  }
}

async function readMarker(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function formatOf(text: string | null): number | null {
  try {
    const marker: unknown = JSON.parse(text ?? '');
    if (typeof marker !== 'object' || marker === null || !('format' in marker)) return null;
    const { format } = marker;
    return typeof format === 'number' && Number.isInteger(format) && format > 0 ? format : null;
  } catch {
    return null;
  }
}

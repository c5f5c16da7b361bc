// Views that people saved: a page and its filters under a name, shared by all of a tenant.

import type { ObjectStore } from '../ports/object-store.js';
import { readJson } from '../pipeline/read-json.js';
import { savedView, type SavedView } from './contract/workspace.js';

/** An object each, and so a read each; more than people would look through. */
const VIEWS_SHOWN = 50;

export async function readViews(
  objects: ObjectStore,
  tenantId: string,
): Promise<readonly SavedView[]> {
  const keys = await objects.list(prefixOf(tenantId));
  const shown = keys.slice(0, VIEWS_SHOWN);
  const found = await Promise.all(shown.map((key) => readJson(objects, key, savedView)));
  return found.filter((view) => view !== null);
}

export async function putView(
  objects: ObjectStore,
  tenantId: string,
  view: SavedView,
): Promise<void> {
  await objects.put(keyOf(tenantId, view.viewId), Buffer.from(JSON.stringify(view)));
}

/** False where there was none. */
export async function removeView(
  objects: ObjectStore,
  tenantId: string,
  viewId: string,
): Promise<boolean> {
  const key = keyOf(tenantId, viewId);
  if ((await objects.get(key)) === null) return false;
  await objects.remove(key);
  return true;
}

function prefixOf(tenantId: string): string {
  return `tenant=${tenantId}/views/`;
}

function keyOf(tenantId: string, viewId: string): string {
  return `${prefixOf(tenantId)}${viewId}.json`;
}

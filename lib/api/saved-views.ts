// Views that people saved: a page and its filters under a name, shared by all of a tenant.

import type { ObjectStore } from '../ports/object-store.js';
import { savedView, type SavedView } from './contract/workspace.js';

export async function readViews(
  objects: ObjectStore,
  tenantId: string,
): Promise<readonly SavedView[]> {
  const views: SavedView[] = [];
  for (const key of await objects.list(prefixOf(tenantId))) {
    const stored = await objects.get(key);
    if (stored === null) continue;
    views.push(savedView.parse(JSON.parse(Buffer.from(stored.body).toString('utf8'))));
  }
  return views;
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

// Saved views: the filters of a page under a name, for everybody of the organization. The address
// itself is the view, so that it can be sent as well.

import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useLocation } from 'wouter';
import type { SavedView } from '../../../lib/api/contract/workspace.js';
import { sendJson } from '../api/client.js';
import { queryText, useApi, useMay } from '../api/use-api.js';
import type { Filters } from './use-filters.js';

export interface SavedViewsProps {
  readonly page: SavedView['page'];
  readonly filters: Filters;
}

export function SavedViews({ page, filters }: SavedViewsProps) {
  const views = useApi<{ readonly views: readonly SavedView[] }>('/api/views');
  const maySave = useMay('saveView');
  const client = useQueryClient();
  const [, go] = useLocation();
  const [title, setTitle] = useState('');
  const [message, setMessage] = useState('');
  const own = (views.data?.views ?? []).filter((view) => view.page === page);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const viewId = title
      .trim()
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 40);
    if (viewId === '') return setMessage('Give the view a name of letters.');
    try {
      await sendJson('PUT', `/api/views/${viewId}`, { title: title.trim(), page, query: filters });
      await client.invalidateQueries({ queryKey: ['/api/views'] });
      setTitle('');
      setMessage('Saved.');
    } catch {
      setMessage('That could not be saved.');
    }
  };
  return (
    <>
      {own.length > 0 && (
        <label>
          Saved view
          <select
            value=""
            onChange={(event) => {
              const view = own.find(({ viewId }) => viewId === event.target.value);
              if (view !== undefined) go(`/${page}${queryText(view.query)}`);
            }}
          >
            <option value="">choose</option>
            {own.map(({ viewId, title: name }) => (
              <option key={viewId} value={viewId}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {maySave && (
        <form className="kx-filters" onSubmit={(event) => void save(event)}>
          <label>
            Save this view as
            <input
              className="kx-field"
              value={title}
              maxLength={40}
              onChange={(event) => setTitle(event.target.value)}
            />
          </label>
          <button type="submit" className="kx-plain">
            Save
          </button>
        </form>
      )}
      <span role="status">{message}</span>
    </>
  );
}

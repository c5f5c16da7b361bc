// Asks for everything anew once the figures were replaced, and says so politely: nobody works on
// with yesterday's list without knowing. What is being typed stays where it is.

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { Freshness } from '../../../lib/api/contract/session.js';
import { areReplaced, figuresId, newFiguresText } from './new-figures.js';

const ME = '/api/me';

export function NewFiguresNote({ freshness }: { readonly freshness: Freshness | undefined }) {
  const client = useQueryClient();
  const [path] = useLocation();
  const [told, setTold] = useState({ text: '', path });
  const seen = useRef<string | null | undefined>(undefined);
  useEffect(() => {
    if (freshness === undefined) return;
    const now = figuresId(freshness);
    if (areReplaced(seen.current, now)) {
      setTold({ text: newFiguresText(freshness), path });
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME });
    }
    seen.current = now;
  }, [client, freshness, path]);
  // In the page from the beginning, so that a screen reader hears what is written into it; the next
  // page is new anyway.
  return (
    <p role="status" className="kx-quiet kx-told" data-told={told.path === path ? 'yes' : 'no'}>
      {told.path === path ? told.text : ''}
    </p>
  );
}

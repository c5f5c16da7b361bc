// Finds by claim number, NPI, token or full Medicare number. What is typed goes in the body of a
// request and is forgotten; the address of what is found holds a keyed hash.

import { useState, type FormEvent } from 'react';
import { useLocation } from 'wouter';
import type { LookUpAnswer } from '../../../lib/api/contract/claims.js';
import { ApiError, sendJson } from '../api/client.js';

export function SearchBox() {
  const [text, setText] = useState('');
  const [message, setMessage] = useState('');
  const [, go] = useLocation();
  const search = async (): Promise<void> => {
    try {
      const { matches } = await sendJson<LookUpAnswer>('POST', '/api/look-up', {
        text: text.trim(),
      });
      const [first] = matches;
      if (first === undefined) {
        setMessage('Nothing has that number.');
        return;
      }
      setText('');
      setMessage(matches.length > 1 ? `${matches.length} found, the first is shown.` : '');
      go(first.path);
    } catch (error) {
      setMessage(
        error instanceof ApiError && error.status === 400
          ? 'Type at least three characters.'
          : 'That failed; try again.',
      );
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void search();
  };
  return (
    <form role="search" onSubmit={submit} autoComplete="off">
      <input
        type="search"
        aria-label="Claim number, NPI or Medicare number"
        placeholder="Claim number, NPI or Medicare number"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="kx-plain">
        Find
      </button>
      <span role="status">{message}</span>
    </form>
  );
}

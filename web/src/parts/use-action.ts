// Something that a person starts: what came of it is said beside it, a refusal in the words of the
// API. One at a time, so that a second click does nothing twice.

import { useState } from 'react';
import { ApiError } from '../api/client.js';

export interface Action {
  readonly message: string;
  readonly isBusy: boolean;
  /** `act` returns what to say. */
  readonly start: (act: () => Promise<string>) => void;
}

export function useAction(): Action {
  const [message, setMessage] = useState('');
  const [isBusy, setBusy] = useState(false);
  const run = async (act: () => Promise<string>): Promise<void> => {
    setBusy(true);
    setMessage('');
    try {
      setMessage(await act());
    } catch (error) {
      setMessage(error instanceof ApiError ? error.message : 'That failed; try again.');
    } finally {
      setBusy(false);
    }
  };
  return {
    message,
    isBusy,
    start: (act) => {
      if (!isBusy) void run(act);
    },
  };
}

// A signing secret, shown until somebody says that it is kept. It lives in this component alone:
// another page, or loading this one again, and it is gone.

import Alert from '@cloudscape-design/components/alert';
import { useEffect, useRef } from 'react';
import { useAction } from '../../parts/use-action.js';

export interface ShownSecret {
  readonly endpoint: string;
  readonly secret: string;
}

export interface SecretNoteProps {
  readonly secret: ShownSecret | null;
  readonly onDone: () => void;
}

export function SecretNote({ secret, onDone }: SecretNoteProps) {
  const { message, start } = useAction();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (secret !== null) place.current?.focus();
  }, [secret]);
  if (secret === null) return null;
  const copy = async (): Promise<string> => {
    await navigator.clipboard.writeText(secret.secret);
    return 'Copied.';
  };
  return (
    <div ref={place} tabIndex={-1}>
      <Alert type="warning" header={`Secret of ${secret.endpoint}, shown this once`}>
        <p>
          <code className="kx-secret">{secret.secret}</code>
        </p>
        <p className="kx-actions">
          <button type="button" className="kx-plain" onClick={() => start(copy)}>
            Copy the secret
          </button>
          <button type="button" className="kx-plain" onClick={onDone}>
            I have kept it
          </button>
          <span role="status">{message}</span>
        </p>
        <p>The receiver checks signatures with it. Nobody can read it here again.</p>
      </Alert>
    </div>
  );
}

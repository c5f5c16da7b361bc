// The dashboard: theme first, then who is there, then the page that the address names.

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { readSignIn } from './session/sign-in.js';
import { App, loadAhead } from './app.js';
import { startTheme } from './theme.js';
import './styles.css';

const client = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: 10_000, refetchOnWindowFocus: false },
  },
});

async function start(): Promise<void> {
  const theme = startTheme();
  loadAhead(window.location.pathname);
  const signIn = await readSignIn();
  await signIn.start();
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no root');
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <App signIn={signIn} startsWith={theme} />
      </QueryClientProvider>
    </StrictMode>,
  );
}

void start();

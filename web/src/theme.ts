// Light and dark: as the system has it until somebody chooses; the choice is kept on this machine.

import { applyMode, Mode } from '@cloudscape-design/global-styles';

export type Theme = 'light' | 'dark';

const KEY = 'kxray-theme';

export function startTheme(): Theme {
  const stored = window.localStorage.getItem(KEY);
  const system = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const theme = stored === 'light' || stored === 'dark' ? stored : system;
  show(theme);
  return theme;
}

export function chooseTheme(theme: Theme): void {
  window.localStorage.setItem(KEY, theme);
  show(theme);
}

function show(theme: Theme): void {
  applyMode(theme === 'dark' ? Mode.Dark : Mode.Light);
  document.documentElement.style.colorScheme = theme;
}

// How a command would be typed where this one was started: through npm from a checkout, or by name;
// with the workspace where it is not the usual one.

const USUAL_WORKSPACE = './.kxray';
const FROM_CHECKOUT = ['start', 'kxray'];
const NEEDS_NO_QUOTES = /^[\w./=:@~-]+$/;

export function commandLine(words: string, data: string): string {
  const isByNpm = FROM_CHECKOUT.includes(process.env['npm_lifecycle_event'] ?? '');
  const prefix = isByNpm ? 'npm run -s kxray --' : 'kxray';
  if (data === USUAL_WORKSPACE) return `${prefix} ${words}`;
  const shown = NEEDS_NO_QUOTES.test(data) ? data : `'${data.replaceAll("'", "'\\''")}'`;
  return `${prefix} ${words} --data ${shown}`;
}

// A state in a word, with a sign of its own: color alone tells nobody anything.

export type Tone = 'good' | 'wrong' | 'open' | 'quiet';

const SIGNS: Readonly<Record<Tone, string>> = { good: '✓', wrong: '✗', open: '?', quiet: '–' };

export function StatusTag({ tone, words }: { readonly tone: Tone; readonly words: string }) {
  return (
    <span className="kx-tag" data-tone={tone}>
      <span aria-hidden="true">{SIGNS[tone]}</span> {words}
    </span>
  );
}

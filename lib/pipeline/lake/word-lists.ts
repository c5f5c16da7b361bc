// Lists of words as text with commas, remembered: the same list comes back as the same string, for
// which the Parquet dictionary needs no second look. Lists repeat endlessly, so this is most of
// them.

export interface WordLists {
  textOf(words: readonly string[]): string;
}

interface Step {
  readonly text: string;
  readonly next: Map<string, Step>;
}

export function rememberWordLists(): WordLists {
  const start: Step = { text: '', next: new Map() };
  // Lists are often not just equal but the same, and many are empty.
  let last: readonly string[] = [];
  let lastText = '';
  return {
    textOf(words) {
      if (words.length === 0) return '';
      if (words === last) return lastText;
      let step = start;
      for (const word of words) step = step.next.get(word) ?? addStep(step, word);
      last = words;
      lastText = step.text;
      return lastText;
    },
  };
}

function addStep(from: Step, word: string): Step {
  const text = from.text === '' ? word : `${from.text},${word}`;
  const step: Step = { text, next: new Map() };
  from.next.set(word, step);
  return step;
}

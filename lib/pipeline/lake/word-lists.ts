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
  return {
    textOf(words) {
      let step = start;
      for (const word of words) step = step.next.get(word) ?? addStep(step, word);
      return step.text;
    },
  };
}

function addStep(from: Step, word: string): Step {
  const text = from.text === '' ? word : `${from.text},${word}`;
  const step: Step = { text, next: new Map() };
  from.next.set(word, step);
  return step;
}

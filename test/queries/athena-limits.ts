// What Athena forbids or charges for in the text of a query. Trino puts a CTE's text in place of
// its name, so one that is read twice is scanned and billed twice.

const CLAUSES = /\b(select|from|where|group by|order by|having|on|over|values)\b/g;

export function athenaFaultsOf(text: string): readonly string[] {
  const code = text.replaceAll(/--[^\n]*/g, '').replaceAll(/'[^']*'/g, "''");
  return [...repeatedSteps(code), ...parametersOutsideWhere(code), ...tableLists(code)];
}

/** From the innermost `with` outwards; a step of an inner one may have the name of an outer one. */
function repeatedSteps(code: string): readonly string[] {
  const faults: string[] = [];
  let text = code;
  const starts = [...code.matchAll(/\bwith\s/g)].map(({ index }) => index);
  for (const start of starts.reverse()) {
    const end = endOfScope(text, start);
    let scope = text.slice(start, end);
    for (const name of stepNames(scope)) {
      const reads = [...scope.matchAll(new RegExp(`\\b(?:from|join)\\s+${name}\\b`, 'g'))].length;
      if (reads !== 1) faults.push(`step ${name} is read ${reads} times`);
      scope = scope.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), '#'.repeat(name.length));
    }
    text = text.slice(0, start) + scope + text.slice(end);
  }
  return faults;
}

/** Names of `with name as (...), name as (...)`; what else is named so later is a window. */
function stepNames(scope: string): readonly string[] {
  const names: string[] = [];
  for (let at = 'with'.length; ;) {
    const [opening = '', name] = /^[\s,]*([a-z_]\w*)\s+as\s*\(/.exec(scope.slice(at)) ?? [];
    if (name === undefined) return names;
    names.push(name);
    at = endOfScope(scope, at + opening.length) + 1;
    if (!/^\s*,/.test(scope.slice(at))) return names;
  }
}

/** Where the parenthesis closes that is open at this place; else the end of the text. */
function endOfScope(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    else if (text[at] === ')') depth -= 1;
    if (depth < 0) return at;
  }
  return text.length;
}

/** The clause that surrounds the place: `where a in (select ...)` leaves one, and comes back. */
function parametersOutsideWhere(code: string): readonly string[] {
  return [...code.matchAll(/\?/g)].flatMap(({ index }) => {
    const clause = [...openClauses(code.slice(0, index)).matchAll(CLAUSES)].at(-1)?.[1];
    return clause === 'where' ? [] : [`a parameter after ${clause ?? 'nothing'}`];
  });
}

/** Closed parentheses are taken out, so that what is left is what surrounds the place. */
function openClauses(before: string): string {
  for (let text = before; ;) {
    const shorter = text.replaceAll(/\([^()]*\)/g, ' ');
    if (shorter === text) return text;
    text = shorter;
  }
}

/** `from a, b` would hide a read from the count above. */
function tableLists(code: string): readonly string[] {
  const lists = [...code.matchAll(/\bfrom\s+[a-z_]\w*(?:\s+as\s+\w+)?\s*,/g)];
  return lists.map(() => 'tables separated by a comma: use cross join');
}

// What a query file may not contain, because Trino and DuckDB would answer differently or one of
// them not at all. The grammar of Trino is checked apart; these are the traps it lets through.

const FUNCTIONS = new Set([
  'sum',
  'count',
  'count_if',
  'min',
  'max',
  'bool_or',
  'bool_and',
  'cast',
  'coalesce',
  'nullif',
  'row_number',
  'rank',
  'dense_rank',
  'first_value',
  'date_diff',
  'year',
  'month',
  'day',
  'quarter',
  'substr',
  'strpos',
  'length',
  'lower',
  'upper',
  'trim',
  'starts_with',
]);
/** Words before a parenthesis that are no function calls. */
const WORDS = new Set(
  'and or not in over as from where on join when then else by with values exists select sets'.split(
    ' ',
  ),
);

const TRAPS: readonly (readonly [RegExp, string])[] = [
  [/\//, 'a division: integers and decimals divide differently; divide in TypeScript'],
  [/%/, 'a modulo: by zero it fails on one engine only'],
  [/::/, 'a :: cast'],
  [/\blimit\b|\boffset\b/, 'limit or offset: use order by and fetch first'],
  [/\bdecimal\b|\bnumeric\b|\breal\b/, 'a decimal or real type: money is bigint cents'],
  [/\bvarchar\s*\(|\bchar\s*\(/, 'a text type with a length'],
  [/\bis_?numeric\b|\bilike\b|\bqualify\b|\bexclude\b/, 'a word that one engine does not know'],
  [/\bcount\(distinct [^)]*\)\s*over\b/, 'count(distinct) over a window'],
  [/\brecursive\b/, 'recursion'],
  [/\brange between\b/, 'a range frame'],
];

export function faultsOf(file: string): readonly string[] {
  const body = file.replaceAll(/--[^\n]*/g, '');
  const text = body.replaceAll(/'[^']*'/g, "''");
  const faults = TRAPS.flatMap(([trap, fault]) => (trap.test(text) ? [fault] : []));
  if (text !== text.toLowerCase()) faults.push('upper case outside text');
  faults.push(...unknownFunctions(text), ...looseSums(text), ...looseOrders(text));
  faults.push(...looseWindows(text), ...parameterPlaces(text));
  const stars = [...text.matchAll(/select \*/g)].length;
  if (stars !== 1 || !text.trim().endsWith('\n\nselect * from final')) {
    faults.push('must end with "select * from final", its only star');
  }
  return faults;
}

function unknownFunctions(text: string): readonly string[] {
  const faults: string[] = [];
  for (const match of text.matchAll(/(\bas )?\b([a-z_]\w*)\s*\(/g)) {
    const [, isAlias, name = ''] = match;
    if (isAlias !== undefined || FUNCTIONS.has(name) || WORDS.has(name)) continue;
    faults.push(`function ${name}: not among those that both engines answer alike`);
  }
  return faults;
}

/** A sum of bigint is HUGEINT on one engine: the last word on it is a cast to bigint. */
function looseSums(text: string): readonly string[] {
  const outputs = text.slice(text.lastIndexOf('final as ('));
  return [...outputs.matchAll(/(cast\(\s*)?\bsum\(/g)]
    .filter(([, cast]) => cast === undefined)
    .map(() => 'a sum in the last step without a cast');
}

function looseOrders(text: string): readonly string[] {
  const faults: string[] = [];
  for (const [order] of text.matchAll(/\border by[\s\S]*?(?=\brows\b|\bfetch\b|\)|$)/g)) {
    const terms = order.slice('order by'.length).split(',');
    if (!terms.every((term) => /\b(asc|desc) nulls (first|last)\s*$/.test(term))) {
      faults.push('an order by without direction and null order');
    }
  }
  if (/\bfetch first\b/.test(text) && !/\border by\b[\s\S]*\bfetch first\b/.test(text)) {
    faults.push('fetch first without an order');
  }
  return faults;
}

/** A running sum without a frame has a frame that few expect. */
function looseWindows(text: string): readonly string[] {
  const faults: string[] = [];
  for (const match of text.matchAll(
    /\b(sum|min|max|count|first_value)\([^()]*\)\s*over\s*\(([^()]*)\)/g,
  )) {
    const [, , window = ''] = match;
    if (/\border by\b/.test(window) && !/\brows between\b/.test(window)) {
      faults.push('a window with an order and without a rows frame');
    }
  }
  return faults;
}

/** Athena documents parameters in where clauses only, and gives them no type. */
function parameterPlaces(text: string): readonly string[] {
  const faults: string[] = [];
  for (const { index } of text.matchAll(/\?/g)) {
    const before = text.slice(0, index);
    const clause = [
      ...before.matchAll(/\b(select|from|where|group by|order by|having|on|over)\b/g),
    ].at(-1)?.[1];
    if (clause !== 'where') faults.push(`a parameter after ${clause ?? 'nothing'}`);
    const after = text.slice(index);
    if (!before.endsWith('cast(') || !/^\? as (integer|varchar|date)\)/.test(after)) {
      faults.push('a parameter without its cast');
    }
  }
  return faults;
}

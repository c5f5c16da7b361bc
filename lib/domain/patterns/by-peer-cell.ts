// One value for each discipline, setting and state, made when it is first asked for: rows of a
// hundred thousand providers share a few dozen of them, so that nothing is spelled out per row.

import type { ProviderCell } from '../measures/provider-measures.js';

export type PlaceOfCare = Pick<ProviderCell, 'state' | 'setting'> & { readonly discipline: string };

export function byPeerCell<Value>(
  make: (cell: PlaceOfCare) => Value,
): (cell: PlaceOfCare) => Value {
  const known = new Map<string, Map<string, Map<string | null, Value>>>();
  return (cell) => {
    const states = innerMap(innerMap(known, cell.discipline), cell.setting);
    let value = states.get(cell.state);
    if (value === undefined) states.set(cell.state, (value = make(cell)));
    return value;
  };
}

function innerMap<Key, Inner, Value>(
  maps: Map<Key, Map<Inner, Value>>,
  key: Key,
): Map<Inner, Value> {
  let inner = maps.get(key);
  if (inner === undefined) maps.set(key, (inner = new Map<Inner, Value>()));
  return inner;
}

// Whose spread is the yardstick: that of the own setting where it has enough providers, that of all
// where it has not. Hospitals that never slip must not make therapists in practice look unlike.

import { describe, expect, it } from '@jest/globals';
import { ordinaryPeers } from '../../../lib/domain/patterns/ordinary-peers.js';
import { fitPeerNull } from '../../../lib/domain/statistics/peer-null.js';
import { CELL, npiOf } from '../score/measures-builder.js';

const PRACTICES = 60;
const UNITS_MIN = 20;

/** Practices have 14 to 26 hits of 400 in turn, hospitals none of 1000. */
function counted(hospitals: number) {
  const all = PRACTICES + hospitals;
  const counts = Array.from({ length: all }, (_, at) => {
    const isPractice = at < PRACTICES;
    const hits = isPractice ? 14 + ((at * 5) % 13) : 0;
    return {
      npi: npiOf(at),
      hits,
      n: isPractice ? 400 : 1000,
      peerShare: isPractice ? 0.05 : 0.01,
    };
  });
  const cells = counts.map(({ npi, hits, n }, at) => ({
    ...CELL,
    npi,
    hits,
    n,
    setting: at < PRACTICES ? 'professional' : 'hospital',
  }));
  return { counts, cells };
}

describe('ordinaryPeers', () => {
  it('asks each setting for its own spread', () => {
    const { counts, cells } = counted(20);
    const nullOf = ordinaryPeers(counts, { cells, unitsMin: UNITS_MIN });

    expect(nullOf(npiOf(0))).toEqual(fitPeerNull(counts.slice(0, PRACTICES), UNITS_MIN));
    expect(nullOf(npiOf(PRACTICES))).toEqual(fitPeerNull(counts.slice(PRACTICES), UNITS_MIN));
  });

  it('asks all where a setting has too few, and those few spoil no other', () => {
    const { counts, cells } = counted(6);
    const nullOf = ordinaryPeers(counts, { cells, unitsMin: UNITS_MIN });
    const ofAll = fitPeerNull(counts, UNITS_MIN);

    expect(nullOf(npiOf(PRACTICES))).toEqual(ofAll);
    expect(nullOf(npiOf(0)).rho).toBeLessThan(ofAll.rho / 2);
  });

  it('asks all where there is one setting', () => {
    const { counts, cells } = counted(0);
    const nullOf = ordinaryPeers(counts, { cells, unitsMin: UNITS_MIN });

    expect(nullOf(npiOf(3))).toEqual(fitPeerNull(counts, UNITS_MIN));
  });

  it('places a provider where it has most of its units', () => {
    const { counts, cells } = counted(20);
    const guest = { ...CELL, npi: npiOf(0), setting: 'hospital', hits: 0 };
    const withGuest = (n: number) =>
      ordinaryPeers(counts, { cells: [{ ...guest, n }, ...cells], unitsMin: UNITS_MIN });

    expect(withGuest(399)(npiOf(0))).toEqual(withGuest(399)(npiOf(1)));
    expect(withGuest(401)(npiOf(0))).toEqual(withGuest(401)(npiOf(PRACTICES)));
  });
});

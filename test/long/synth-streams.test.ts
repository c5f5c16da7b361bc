// A run of the generator without end: it yields at once and holds no more as it goes on.

import { describe, expect, it } from '@jest/globals';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { renderX12835 } from '../../lib/synth/render-x12-835.js';
import { startSynth } from '../../lib/synth/synthesize.js';
import { optionsOf } from '../synth/synth-fixture.js';

describe('startSynth', () => {
  it('streams: a run without end yields at once and holds no more as it goes on', () => {
    setFlagsFromString('--expose_gc');
    const collect = runInNewContext('gc') as () => void;
    const endless = optionsOf({ size: { kind: 'lines', count: 1e12 }, truth: 'summary' });
    const chunks = renderX12835(startSynth(endless));
    // The least heap over a few megabytes of text, so that a half-read market does not count.
    const leastHeapOver = (megabytes: number): number => {
      const heaps = Array.from({ length: megabytes }, () => {
        let read = 0;
        while (read < 1_000_000) read += String(chunks.next().value).length;
        collect();
        return process.memoryUsage().heapUsed;
      });
      return Math.min(...heaps);
    };

    const early = leastHeapOver(2);
    leastHeapOver(3);
    const late = leastHeapOver(2);
    chunks.return();

    // The events of five megabytes of text take more than 17 megabytes. The allowance is for
    // caches of the engine, which grow once.
    expect(late - early).toBeLessThan(12_000_000);
  });
});

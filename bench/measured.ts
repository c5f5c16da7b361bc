// Runs one measured step in this process: CPU seconds of all its threads, wall time, and the peak
// of anonymous memory, sampled while it runs.

import { readFileSync } from 'node:fs';

export interface Measured<Answer> {
  readonly answer: Answer;
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly peakRssAnonMb: number;
}

const SAMPLE_MS = 50;

export async function measured<Answer>(run: () => Promise<Answer>): Promise<Measured<Answer>> {
  let peakKb = rssAnonKb();
  const sampler = setInterval(() => (peakKb = Math.max(peakKb, rssAnonKb())), SAMPLE_MS);
  const startedWall = performance.now();
  const startedCpu = process.cpuUsage();
  const answer = await run();
  const cpu = process.cpuUsage(startedCpu);
  const wallSeconds = (performance.now() - startedWall) / 1000;
  clearInterval(sampler);
  peakKb = Math.max(peakKb, rssAnonKb());
  const cpuSeconds = (cpu.user + cpu.system) / 1e6;
  return { answer, cpuSeconds, wallSeconds, peakRssAnonMb: Math.round(peakKb / 1024) };
}

/** RssAnon of the process: what it holds, without files that the system merely caches. */
function rssAnonKb(): number {
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    return Number(/RssAnon:\s+(\d+)/.exec(status)?.[1] ?? 0);
  } catch {
    return Math.round(process.memoryUsage().rss / 1024);
  }
}

// Fuzzes the 835 reader: `npx tsx scripts/fuzz-835.ts [runs] [seed]`. Each run damages a small
// remittance, reads it and checks the laws of reading; the first breaches are printed with the
// run that repeats them.

import { checkReading } from './fuzz-835/check-reading.js';
import { mutateRemittance } from './fuzz-835/mutate-remittance.js';
import { SEED_REMITTANCES } from './fuzz-835/seed-remittances.js';
import { SeededRandom } from './fuzz-835/seeded-random.js';

const DEFAULT_RUNS = 200_000;
const MOST_SHOWN = 10;

async function main(runs: number, seed: number): Promise<void> {
  const started = process.cpuUsage();
  const kinds = new Map<string, number>();
  let broken = 0;
  let counted = 0;
  for (let run = 0; run < runs; run += 1) {
    const random = new SeededRandom(seed + run);
    const start = SEED_REMITTANCES[random.below(SEED_REMITTANCES.length)] ?? '';
    const text = mutateRemittance(start, random);
    const reading = await checkReading(text, 1 + random.below(random.below(2) === 0 ? 8 : 600));
    if (reading.isCounted) counted += 1;
    for (const { kind } of reading.events) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (reading.breaches.length === 0) continue;
    broken += 1;
    if (broken <= MOST_SHOWN) print(`run ${seed + run}: ${reading.breaches.join('; ')}`);
  }
  const { user, system } = process.cpuUsage(started);
  for (const [kind, count] of kinds) print(`${kind.padEnd(20)} ${count}`);
  const seconds = ((user + system) / 1e6).toFixed(0);
  print(
    `${runs} runs from seed ${seed}, ${counted} counted to the line, ${broken} broken, ${seconds} CPU s`,
  );
  if (broken > 0) process.exitCode = 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main(Number(process.argv[2] ?? DEFAULT_RUNS), Number(process.argv[3] ?? 1));

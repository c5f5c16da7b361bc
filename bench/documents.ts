// What a ledger document costs at 33, 300 and 5,000 lines: stored size, plain and compressed, and
// the rewrite that one more claim causes (load, fold, encode, durable commit), CPU and wall. Run:
// npm run bench:documents.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeDocument } from '../lib/adapters/common/document-codec.js';
import { withSession, type Session } from '../cli/session.js';
import type { ClaimFacts, ClaimLine } from '../lib/domain/claim.js';
import { toIsoDay } from '../lib/domain/day.js';
import { toCents, ZERO_CENTS } from '../lib/domain/money.js';
import { identifyClaim } from '../lib/pipeline/claim-identity.js';
import { commitPerson } from '../lib/pipeline/commit-person.js';
import { emptyChange } from '../lib/pipeline/person-change.js';
import { measured } from './measured.js';

const LINES_PER_CLAIM = 3;
const REWRITES = 20;
const TOKEN = 'kbench_00000000000000000000000';

const directory = await mkdtemp(join(tmpdir(), 'kxray-bench-'));
process.stdout.write('lines   year document   compressed   chain   rewrite CPU   rewrite wall\n');
for (const lines of [33, 300, 5000]) {
  await withSession({ data: join(directory, String(lines)) }, async (session) => {
    process.stdout.write(`${await costOf(session, lines)}\n`);
  });
}
await rm(directory, { recursive: true, force: true });

async function costOf(session: Session, lines: number): Promise<string> {
  const { tools } = session;
  const claims = Array.from({ length: Math.ceil(lines / LINES_PER_CLAIM) }, (_, at) => claim(at));
  const versions = claims.map((facts) => identifyClaim(tools.tenantId, facts));
  await commitPerson(tools, emptyChange(TOKEN, { versions }));
  const cost = await measured(async () => {
    for (let at = 0; at < REWRITES; at += 1) {
      const next = identifyClaim(tools.tenantId, claim(claims.length + at));
      await commitPerson(tools, emptyChange(TOKEN, { versions: [next] }));
    }
  });
  const key = { tenantId: tools.tenantId, token: TOKEN };
  const [year, chain] = await tools.ledger.load([
    { kind: 'year', year: 2026, ...key },
    { kind: 'chain', ...key },
  ]);
  if (!year || !chain) throw new Error('nothing was stored');
  const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
  return [
    String(lines).padStart(5),
    kilobytes(encodeDocument(year).byteLength).padStart(15),
    kilobytes(encodeDocument(year, 'compressed').byteLength).padStart(12),
    kilobytes(encodeDocument(chain).byteLength).padStart(9),
    `${((cost.cpuSeconds / REWRITES) * 1000).toFixed(2)} ms`.padStart(12),
    `${((cost.wallSeconds / REWRITES) * 1000).toFixed(2)} ms`.padStart(13),
  ].join(' ');
}

function claim(at: number): ClaimFacts {
  const day = toIsoDay(`2026-${String((at % 12) + 1).padStart(2, '0')}-0${(at % 9) + 1}`);
  return {
    feed: 'x12-835',
    icn: `26${String(10_000_000_000 + at)}`,
    payerId: '12502',
    payerName: 'SYNTHETIC CONTRACTOR',
    filingIndicator: 'MB',
    claimType: 'professional',
    typeOfBill: null,
    placeOfService: '11',
    isCriticalAccess: false,
    status: '1',
    isReversal: false,
    replacesIcn: null,
    accountNumber: `PT-${at}`,
    receivedDate: day,
    paidDate: day,
    statementFrom: null,
    statementTo: null,
    trace: `EFT${at}`,
    billingNpi: '2000000002',
    billingTin: '990000001',
    billingState: null,
    renderingNpi: '2000000010',
    chargeCents: toCents(24_000),
    paidCents: toCents(6_300),
    adjustments: [],
    remarks: ['MA01'],
    lines: Array.from({ length: LINES_PER_CLAIM }, (_, line) => serviceLine(line + 1, day)),
    intakeNotes: [],
    mspAccrual: null,
  };
}

function serviceLine(line: number, day: ClaimLine['serviceDate']): ClaimLine {
  return {
    line,
    serviceDate: day,
    serviceDateEnd: day,
    hcpcs: '97110',
    modifiers: ['GP', 'KX'],
    submitted: null,
    revenueCode: null,
    units: 2,
    chargeCents: toCents(8_000),
    paidCents: toCents(2_100),
    allowedCents: toCents(2_679),
    adjustments: [
      { group: 'CO', reason: '45', cents: toCents(5_321) },
      { group: 'CO', reason: '253', cents: toCents(43) },
      { group: 'PR', reason: '2', cents: toCents(536) },
      { group: 'CO', reason: '59', cents: ZERO_CENTS },
    ],
    remarks: [],
    renderingNpi: '2000000010',
    placeOfService: '11',
    controlNumber: String(line),
    isDenied: false,
    isBalanced: true,
  };
}

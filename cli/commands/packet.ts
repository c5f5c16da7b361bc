// `kxray packet`: the record packet for chosen claims: a PDF, the exhibits that were found, and a
// manifest with the SHA-256 of every file.

import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import { openReviewReference } from '../../lib/adapters/common/open-reference.js';
import { openPdfRenderer } from '../../lib/adapters/common/reports/pdf-report-renderer.js';
import { addDays, type IsoDay } from '../../lib/domain/day.js';
import { isMbi } from '../../lib/domain/identifiers.js';
import {
  packetDocument,
  packetExhibits,
  UnknownPacketClaimError,
  type Exhibit,
  type PacketClaim,
} from '../../lib/pipeline/documents/adr-packet.js';
import { linesOfClaim } from '../../lib/pipeline/cases/read-cases.js';
import { readAllDocuments } from '../../lib/pipeline/documents/document-store.js';
import { adrDays } from '../../lib/pipeline/documents/simulated-request.js';
import { addCommand, examples, type CommonOptions } from '../command.js';
import { ledgerOfIcn } from '../claim-ledger.js';
import { withLake } from '../lake.js';
import { toDay } from '../option-values.js';
import { TENANT_ID, type Session } from '../session.js';
import { withStoredSession } from '../stored-session.js';
import { plural, printJson, printLine } from '../terminal.js';
import { FailedError, UsageError } from '../usage-error.js';

interface PacketOptions extends CommonOptions {
  readonly case: string;
  readonly letter: string;
  readonly out: string;
  readonly exhibits?: string;
  readonly counsel?: boolean;
}

interface PacketFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

const CASE_ID = /^[\w .\-/]{1,60}$/;

export function registerPacket(program: Command): void {
  addCommand(program, 'packet', 'the record packet for claims that were asked for')
    .argument('<claims...>', 'payer claim control numbers (ICN)')
    .requiredOption('--case <id>', "the contractor's case number")
    .requiredOption('--letter <day>', 'date of the request letter')
    .requiredOption('--out <dir>', 'folder for the packet; made where it is missing')
    .option('--exhibits <dir>', 'where the documents lie; their locations are read below it')
    .option('--counsel', 'mark every page as prepared at the direction of counsel')
    .addHelpText(
      'after',
      examples('packet 2525400837208 --case 12-345 --letter 2026-06-01 --out case-12-345'),
    )
    .action(writePacket);
}

async function writePacket(icns: readonly string[], options: PacketOptions): Promise<void> {
  if (!CASE_ID.test(options.case) || isMbi(options.case)) {
    throw new UsageError('--case takes letters, digits, spaces, dots, dashes and slashes');
  }
  const letterDate = toDay(options.letter, '--letter');
  const files = await withStoredSession(options, async (session) => {
    const claims = await packetClaims(session, [...new Set(icns)]);
    return buildPacket(session, claims, { ...options, letterDate });
  });
  if (options.json === true) printJson({ case: options.case, files });
  else printLine(`${plural(files.length, 'file')} in ${options.out}; manifest.json lists them.`);
}

async function packetClaims(
  session: Session,
  icns: readonly string[],
): Promise<readonly PacketClaim[]> {
  const { objects } = session.workspace;
  const all = await readAllDocuments({ tenantId: TENANT_ID, objects });
  return withLake(session, async (lake) => {
    const claims: PacketClaim[] = [];
    for (const icn of icns) {
      const ledger = await ledgerOfIcn(session, lake, icn);
      const documents = all.filter(({ token }) => ledger.tokens.includes(token));
      claims.push({ icn, ledger, documents });
    }
    return claims;
  });
}

async function buildPacket(
  session: Session,
  claims: readonly PacketClaim[],
  options: PacketOptions & { readonly letterDate: IsoDay },
): Promise<readonly PacketFile[]> {
  const { clocks } = await openReviewReference();
  const days = adrDays(clocks);
  const exhibits = checkedExhibits(claims);
  await mkdir(join(options.out, 'exhibits'), { recursive: true });
  const files: PacketFile[] = [];
  const hashes = new Map<string, string>();
  for (const exhibit of exhibits) {
    const body = await exhibitBody(exhibit, options.exhibits);
    if (body === null) continue;
    const kind = exhibit.document.kind.replaceAll('_', '-');
    const name = `exhibits/${exhibit.number}-${kind}${extname(exhibit.document.location ?? '')}`;
    files.push(await writeListed(options.out, name, body));
    hashes.set(exhibit.number, digest(body));
  }
  const document = packetDocument(
    {
      caseId: options.case,
      letterDate: options.letterDate,
      dueDate: addDays(options.letterDate, days),
      claims,
      isForCounsel: options.counsel ?? false,
      owners: await ownersOf(session, claims),
      reference: session.tools.context.reference,
    },
    hashes,
  );
  const pdf = await openPdfRenderer().render(document);
  files.unshift(await writeListed(options.out, 'packet.pdf', pdf));
  const manifest = { case: options.case, letter: options.letterDate, files };
  await writeFile(join(options.out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return files;
}

/** Whoever has a line of these claims, by name. */
async function ownersOf(
  { workspace }: Session,
  claims: readonly PacketClaim[],
): Promise<readonly string[]> {
  const owners = new Set<string>();
  for (const { ledger, icn } of claims) {
    for (const { caseId } of linesOfClaim(ledger, icn)) {
      const owner = (await workspace.cases.read(TENANT_ID, caseId)).at(-1)?.owner ?? null;
      if (owner !== null) owners.add(owner);
    }
  }
  return [...owners].toSorted();
}

function checkedExhibits(claims: readonly PacketClaim[]): readonly Exhibit[] {
  try {
    return packetExhibits(claims);
  } catch (error) {
    if (error instanceof UnknownPacketClaimError) throw new FailedError(error.message);
    throw error;
  }
}

/** Null where no file lies there: its slot stays empty. Never reads outside the folder. */
async function exhibitBody(
  { document }: Exhibit,
  folder: string | undefined,
): Promise<Uint8Array | null> {
  if (folder === undefined || document.location === null) return null;
  const root = resolve(folder);
  const path = resolve(root, document.location);
  if (!path.startsWith(root + sep)) return null;
  try {
    return await readFile(path);
  } catch {
    return null;
  }
}

async function writeListed(out: string, name: string, body: Uint8Array): Promise<PacketFile> {
  await writeFile(join(out, name), body);
  return { name, sha256: digest(body), bytes: body.byteLength };
}

function digest(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

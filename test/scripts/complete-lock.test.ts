// The lock is complete for every machine, and the script that completes it adds what it should.

import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { repositoryRoot } from '../../scripts/repository-files.js';

const SCRIPT = join('scripts', 'complete-lock.mjs');

let project: string;
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'kxray-lock-'));
  await mkdir(join(project, 'scripts'));
  await copyFile(join(repositoryRoot, SCRIPT), join(project, SCRIPT));
});
afterEach(() => rm(project, { recursive: true, force: true }));

function completeLock(folder: string, ...flags: readonly string[]) {
  // Plain Node, as npm runs it: what the tests load themselves would take seconds each time.
  const env = { ...process.env, NODE_OPTIONS: '' };
  return spawnSync(process.execPath, [join(folder, SCRIPT), ...flags], { encoding: 'utf8', env });
}

async function writeLock(packages: Readonly<Record<string, unknown>>): Promise<void> {
  const lock = { name: 'example', lockfileVersion: 3, packages };
  await writeFile(join(project, 'package-lock.json'), JSON.stringify(lock));
}

async function readPackages(): Promise<unknown> {
  const lock: unknown = JSON.parse(await readFile(join(project, 'package-lock.json'), 'utf8'));
  return typeof lock === 'object' && lock !== null && 'packages' in lock ? lock.packages : null;
}

describe('complete-lock', () => {
  it.each([
    { name: '@a/core-darwin-arm64', machine: { cpu: ['arm64'], os: ['darwin'] } },
    { name: '@a/core-win32-x64-msvc', machine: { cpu: ['x64'], os: ['win32'] } },
    {
      name: '@a/core-linux-arm64-musl',
      machine: { cpu: ['arm64'], os: ['linux'], libc: ['musl'] },
    },
    {
      name: '@a/core-linux-arm-gnueabihf',
      machine: { cpu: ['arm'], os: ['linux'], libc: ['glibc'] },
    },
    { name: '@a/core-android-arm-eabi', machine: { cpu: ['arm'], os: ['android'] } },
    { name: '@a/core-wasm32-wasi', machine: { cpu: ['wasm32'] } },
  ])('adds $name for its machine only', async ({ name, machine }) => {
    const core = { version: '1.2.0', dev: true, optionalDependencies: { [name]: '1.2.0' } };
    await writeLock({ 'node_modules/core': core });

    expect(completeLock(project).status).toBe(0);

    expect(await readPackages()).toEqual({
      'node_modules/core': core,
      [`node_modules/${name}`]: { version: '1.2.0', ...machine, dev: true, optional: true },
    });
  });

  it('leaves what the lock already has, and says when something is missing', async () => {
    const here = { version: '1.2.0', optional: true, integrity: 'sha512-x' };
    const core = { version: '1.2.0', optionalDependencies: { 'a-linux-x64': '1.2.0' } };
    await writeLock({
      'node_modules/core': core,
      'node_modules/core/node_modules/a-linux-x64': here,
    });

    expect(completeLock(project, '--check').status).toBe(0);

    await writeLock({ 'node_modules/core': core });
    const refused = completeLock(project, '--check');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('lacks 1 optional packages:\nnode_modules/a-linux-x64');
    expect(await readPackages()).toEqual({ 'node_modules/core': core });
  });

  it('finds the lock of this project complete', () => {
    const { status, stderr } = completeLock(repositoryRoot, '--check');

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

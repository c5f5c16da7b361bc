// What the stack is made from: every door has its handler, asks for settings that it reads, and no
// handler holds more than a door may.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { ASKING_SETTINGS } from '../../functions/common/asking-stores.js';
import { KEYED_SETTINGS } from '../../functions/common/keyed-stores.js';
import { PUBLISHER_SETTINGS } from '../../functions/common/publisher-stores.js';
import { RECEIVER_SETTINGS } from '../../functions/common/receiver-stores.js';
import { QUERY_SETTINGS } from '../../functions/common/open-queries.js';
import { FUNCTION_CONTRACTS, FUNCTION_NAMES } from '../../functions/contract.js';
import { readSettings, SETTINGS, type SettingName } from '../../functions/environment.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MOST_LINES = 60;
const LISTS: Readonly<Record<string, readonly SettingName[]>> = {
  ASKING_SETTINGS,
  PUBLISHER_SETTINGS,
  RECEIVER_SETTINGS,
  QUERY_SETTINGS,
  KEYED_SETTINGS,
};

function handlerText(entry: string): string {
  return readFileSync(join(ROOT, entry), 'utf8');
}

/** Names that a handler hands to readSettings, lists resolved. */
function settingsRead(text: string): readonly SettingName[] {
  const [, given = ''] = /readSettings\(\s*([\s\S]*?)\)/.exec(text) ?? [];
  const named = Object.keys(SETTINGS).filter((name) => given.includes(`'${name}'`));
  const lists = Object.entries(LISTS).flatMap(([name, all]) => (given.includes(name) ? all : []));
  return [...new Set([...named, ...lists])].sort() as SettingName[];
}

describe('contracts of the functions', () => {
  it('name every folder that holds a handler', () => {
    const folders = readdirSync(join(ROOT, 'functions')).filter((name) =>
      existsSync(join(ROOT, 'functions', name, 'handler.ts')),
    );

    expect([...FUNCTION_NAMES].sort()).toEqual(folders.sort());
  });

  it.each(FUNCTION_NAMES)('tell the settings that %s reads', (name) => {
    const { entry, settings } = FUNCTION_CONTRACTS[name];

    expect(settingsRead(handlerText(entry))).toEqual([...settings].sort());
  });

  it.each(FUNCTION_NAMES)('have a thin handler: %s', (name) => {
    const text = handlerText(FUNCTION_CONTRACTS[name].entry);

    expect(text.trimEnd().split('\n').length).toBeLessThan(MOST_LINES);
    expect(text).toContain(`'${name}'`);
  });

  it('give a role to whoever has its ARN, and a queue to whoever has its URL', () => {
    for (const { settings, worksAs, sendsTo } of Object.values(FUNCTION_CONTRACTS)) {
      expect(settings.includes('TENANT_ROLE_ARN')).toBe(worksAs !== null);
      expect(settings.filter((name) => name.endsWith('_QUEUE_URL'))).toHaveLength(sendsTo.length);
    }
  });
});

describe('readSettings', () => {
  it('reads what is there', () => {
    const environment = { LEDGER_TABLE: 'ledger', OTHER: 'x' };

    expect(readSettings(['LEDGER_TABLE'], environment)).toEqual({ LEDGER_TABLE: 'ledger' });
  });

  it('names what is missing or malformed, and no value', () => {
    const environment = { TENANT_ROLE_ARN: 'secret value', ALERTS_QUEUE_URL: '' };
    const read = (): unknown =>
      readSettings(['LEDGER_TABLE', 'TENANT_ROLE_ARN', 'ALERTS_QUEUE_URL'], environment);

    expect(read).toThrow(/LEDGER_TABLE, TENANT_ROLE_ARN, ALERTS_QUEUE_URL$/);
    expect(read).not.toThrow(/secret value/);
  });
});

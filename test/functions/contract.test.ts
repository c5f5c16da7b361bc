// What the stack is made from: every door has its handler, asks for settings that it reads, and no
// handler holds more than a door may.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { FUNCTION_CONTRACTS } from '../../functions/contract.js';
import { FUNCTION_NAMES, type FunctionContract } from '../../functions/function-contract.js';
import { readSettings } from '../../functions/environment.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MOST_LINES = 60;
function handlerText(entry: string): string {
  return readFileSync(join(ROOT, entry), 'utf8');
}

describe('contracts of the functions', () => {
  it('name every folder that holds a handler', () => {
    const folders = readdirSync(join(ROOT, 'functions')).filter((name) =>
      existsSync(join(ROOT, 'functions', name, 'handler.ts')),
    );

    expect([...FUNCTION_NAMES].sort()).toEqual(folders.sort());
  });

  it.each(FUNCTION_NAMES)('tell the settings that %s reads', (name) => {
    const own = name.includes('-') ? `['${name}']` : `.${name}`;

    const text = handlerText(FUNCTION_CONTRACTS[name].entry).replaceAll(/\s/g, '');

    expect(text).toContain(`FUNCTION_CONTRACTS${own}.settings`);
    expect(text.split('readSettings(')).toHaveLength(2);
  });

  it.each(FUNCTION_NAMES)('have a thin handler: %s', (name) => {
    const text = handlerText(FUNCTION_CONTRACTS[name].entry);

    expect(text.trimEnd().split('\n').length).toBeLessThan(MOST_LINES);
    expect(text).toContain(`'${name}'`);
  });

  it('give a role to whoever has its ARN, and a queue to whoever has its URL', () => {
    for (const { settings, worksAs, sendsTo } of Object.values<FunctionContract>(
      FUNCTION_CONTRACTS,
    )) {
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

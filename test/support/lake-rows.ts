// Rows of a Parquet object as text, in their order: what two writers must agree on.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

export interface LakeRowReader {
  rowsOf(body: Uint8Array): Promise<readonly string[]>;
  close(): void;
}

export async function openLakeRows(): Promise<LakeRowReader> {
  const directory = mkdtempSync(join(tmpdir(), 'kxray-rows-'));
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  return {
    async rowsOf(body) {
      const path = join(directory, 'object.parquet');
      writeFileSync(path, body);
      const read = await connection.runAndReadAll(
        `select to_json(each)::varchar from read_parquet('${path}') as each`,
      );
      return read.getRows().map(([row]) => String(row));
    },
    close() {
      connection.closeSync();
      instance.closeSync();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

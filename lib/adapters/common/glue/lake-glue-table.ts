// The tables of the lake as the Glue catalogue knows them, made from the schema that writes the
// Parquet: as the `TableInput` of a stack and as the same in DDL, for people who type it. Folders
// are projected, no partition is registered: a publish adds objects and touches no catalogue.

import type { LakeColumn, LakeColumnType, LakeTable } from '../lake/lake-schema.js';
import { LAKE_PARTITIONS, SERVICE_YEAR_RANGE } from './lake-partitions.js';

export interface GlueColumn {
  readonly name: string;
  readonly type: string;
  readonly comment?: string;
}

/** In the words of AWS::Glue::Table, so that a stack passes it on as it is. */
export interface GlueTableInput {
  readonly name: string;
  readonly tableType: 'EXTERNAL_TABLE';
  readonly partitionKeys: readonly GlueColumn[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly storageDescriptor: {
    readonly location: string;
    readonly columns: readonly GlueColumn[];
    readonly inputFormat: string;
    readonly outputFormat: string;
    readonly serdeInfo: { readonly serializationLibrary: string };
  };
}

const HIVE_TYPES: Readonly<Record<LakeColumnType, string>> = {
  text: 'string',
  cents: 'bigint',
  integer: 'int',
  double: 'double',
  day: 'date',
  boolean: 'boolean',
};

const PARQUET = 'org.apache.hadoop.hive.ql.io.parquet';
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const NAME = /^[a-z_][a-z0-9_]*$/;

export function lakeGlueTable(table: LakeTable, bucket: string): GlueTableInput {
  if (!BUCKET.test(bucket)) throw new RangeError('not a bucket name');
  return {
    name: table.name,
    tableType: 'EXTERNAL_TABLE',
    partitionKeys: [
      ...LAKE_PARTITIONS[table.name].injected.map((name) => ({ name, type: HIVE_TYPES.text })),
      glueColumn(table.partition),
    ],
    parameters: tableProperties(table, bucket),
    storageDescriptor: {
      location: `s3://${bucket}/`,
      columns: table.columns.map(glueColumn),
      inputFormat: `${PARQUET}.MapredParquetInputFormat`,
      outputFormat: `${PARQUET}.MapredParquetOutputFormat`,
      serdeInfo: { serializationLibrary: `${PARQUET}.serde.ParquetHiveSerDe` },
    },
  };
}

function tableProperties(table: LakeTable, bucket: string): Readonly<Record<string, string>> {
  const { injected, folder } = LAKE_PARTITIONS[table.name];
  const year = `projection.${table.partition.name}`;
  return {
    EXTERNAL: 'TRUE',
    classification: 'parquet',
    'projection.enabled': 'true',
    ...Object.fromEntries(injected.map((name) => [`projection.${name}.type`, 'injected'])),
    [`${year}.type`]: 'integer',
    [`${year}.range`]: `${SERVICE_YEAR_RANGE.first},${SERVICE_YEAR_RANGE.last}`,
    [`${year}.digits`]: '4',
    'storage.location.template': `s3://${bucket}/${folder}`,
  };
}

function glueColumn({ name, type, meaning }: LakeColumn): GlueColumn {
  if (!NAME.test(name)) throw new RangeError('not a plain column name');
  return { name, type: HIVE_TYPES[type], comment: meaning };
}

/** The same table in Athena's DDL. */
export function createTableText(input: GlueTableInput, database: string): string {
  if (!NAME.test(database)) throw new RangeError('not a plain database name');
  const { columns, location, serdeInfo, inputFormat, outputFormat } = input.storageDescriptor;
  // A keyword of its own says what this property says.
  const { EXTERNAL: _, ...properties } = input.parameters;
  return [
    `create external table \`${database}\`.\`${input.name}\` (`,
    `${columns.map(columnText).join(',\n')}\n)`,
    `partitioned by (\n${input.partitionKeys.map(columnText).join(',\n')}\n)`,
    `row format serde ${quoted(serdeInfo.serializationLibrary)}`,
    `stored as inputformat ${quoted(inputFormat)}\noutputformat ${quoted(outputFormat)}`,
    `location ${quoted(location)}`,
    `tblproperties (\n${Object.entries(properties).map(propertyText).join(',\n')}\n)\n`,
  ].join('\n');
}

function columnText({ name, type, comment }: GlueColumn): string {
  return `  \`${name}\` ${type}${comment === undefined ? '' : ` comment ${quoted(comment)}`}`;
}

function propertyText([key, value]: readonly [string, string]): string {
  return `  ${quoted(key)} = ${quoted(value)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

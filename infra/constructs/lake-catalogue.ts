// What Athena knows of the lake: one database with the two tables, made from the schema that writes
// the Parquet. No crawler and no registered partition: folders are projected from the query itself.

import { Stack } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import {
  lakeGlueTable,
  type GlueTableInput,
} from '../../lib/adapters/common/glue/lake-glue-table.js';
import { LAKE_TABLES, type LakeTable } from '../../lib/adapters/common/lake/lake-schema.js';
import type { StageSettings } from '../settings/stage-settings.js';

export interface LakeCatalogueProps {
  readonly settings: StageSettings;
  readonly lake: Bucket;
}

/** A well-formed name for the definition to check; the real one takes its place at deployment. */
const STAND_IN = 'stand-in-for-the-lake-bucket';

export class LakeCatalogue extends Construct {
  /** Plain, as Athena wants names in a query's text. */
  readonly databaseName: string;
  readonly tableNames: readonly string[];

  constructor(scope: Construct, id: string, { settings, lake }: LakeCatalogueProps) {
    super(scope, id);
    const catalogId = Stack.of(this).account;
    this.databaseName = `kxray_${settings.stage}`;
    const database = new CfnDatabase(this, 'Database', {
      catalogId,
      databaseInput: { name: this.databaseName, description: 'KXRay: published claim lines' },
    });
    const tables = Object.values(LAKE_TABLES).map((table) => {
      const resource = new CfnTable(this, tableId(table), {
        catalogId,
        databaseName: this.databaseName,
        tableInput: tableInput(table, lake.bucketName),
      });
      resource.addResourceDependency(database);
      return table.name;
    });
    this.tableNames = tables;
  }
}

function tableId({ name }: LakeTable): string {
  return name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function tableInput(table: LakeTable, bucketName: string): CfnTable.TableInputProperty {
  const { partitionKeys, parameters, storageDescriptor, ...rest } = lakeGlueTable(table, STAND_IN);
  const inBucket = (text: string) => text.replaceAll(STAND_IN, bucketName);
  return {
    ...rest,
    partitionKeys: [...partitionKeys],
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([key, value]) => [key, inBucket(value)]),
    ),
    storageDescriptor: storage(storageDescriptor, inBucket),
  };
}

function storage(
  { location, columns, ...rest }: GlueTableInput['storageDescriptor'],
  inBucket: (text: string) => string,
): CfnTable.StorageDescriptorProperty {
  return { ...rest, location: inBucket(location), columns: [...columns] };
}

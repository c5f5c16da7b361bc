// The one index of the ledger table: plain attributes of year documents by tenant and shard, so
// that publishing finds what changed without reading a body. Names are those of the adapter
// (lib/adapters/aws/dynamodb-ledger-keys.ts), which a stack cannot import; a test compares them.

import {
  AttributeType,
  ProjectionType,
  type GlobalSecondaryIndexPropsV2,
} from 'aws-cdk-lib/aws-dynamodb';

export const SHARD_INDEX: GlobalSecondaryIndexPropsV2 = {
  indexName: 'shards',
  partitionKey: { name: 'shardKey', type: AttributeType.STRING },
  sortKey: { name: 'pk', type: AttributeType.STRING },
  projectionType: ProjectionType.INCLUDE,
  nonKeyAttributes: ['version', 'writeId', 'ptSlpCents', 'otCents'],
};

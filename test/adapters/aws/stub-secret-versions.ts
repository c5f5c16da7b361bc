// Versions and labels of secrets in memory: a label is on one version at a time, moving AWSCURRENT
// leaves AWSPREVIOUS behind, and a move must say from where.

import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
  type CreateSecretCommandInput,
  type GetSecretValueCommandInput,
  type PutSecretValueCommandInput,
  type UpdateSecretVersionStageCommandInput,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { secretsFault } from './stub-secrets.js';

interface Secret {
  readonly versions: Map<string, string>;
  readonly labels: Map<string, string>;
}

export function stubSecretVersions() {
  const client = new SecretsManagerClient({ region: 'us-east-1' });
  const mock = mockClient(client);
  const secrets = new Map<string, Secret>();
  /** Label changes until one fails before it is done. */
  const fuse = { left: Number.POSITIVE_INFINITY };
  let made = 0;
  const found = (name: string | undefined): Secret => {
    const secret = secrets.get(name ?? '');
    if (secret === undefined) throw secretsFault('ResourceNotFoundException', 400);
    return secret;
  };
  const add = (secret: Secret, text: string, label: string): void => {
    made += 1;
    secret.versions.set(`version-${made}`, text);
    secret.labels.set(label, `version-${made}`);
  };
  mock.on(CreateSecretCommand).callsFake(async (input: CreateSecretCommandInput) => {
    const name = input.Name ?? '';
    if (secrets.has(name)) throw secretsFault('ResourceExistsException', 400);
    const secret: Secret = { versions: new Map(), labels: new Map() };
    secrets.set(name, secret);
    add(secret, input.SecretString ?? '', 'AWSCURRENT');
    return {};
  });
  mock.on(GetSecretValueCommand).callsFake(async (input: GetSecretValueCommandInput) => {
    const { versions, labels } = found(input.SecretId);
    const versionId = labels.get(input.VersionStage ?? 'AWSCURRENT') ?? '';
    const text = versions.get(versionId);
    if (text === undefined) throw secretsFault('ResourceNotFoundException', 400);
    return { SecretString: text, VersionId: versionId };
  });
  mock.on(PutSecretValueCommand).callsFake(async (input: PutSecretValueCommandInput) => {
    const [label = 'AWSCURRENT'] = input.VersionStages ?? [];
    add(found(input.SecretId), input.SecretString ?? '', label);
    return {};
  });
  mock
    .on(UpdateSecretVersionStageCommand)
    .callsFake(async (input: UpdateSecretVersionStageCommandInput) => {
      if (fuse.left <= 0) throw secretsFault('AccessDeniedException', 400);
      fuse.left -= 1;
      const { labels, versions } = found(input.SecretId);
      const stage = input.VersionStage ?? '';
      const there = labels.get(stage);
      if (there !== input.RemoveFromVersionId) {
        throw secretsFault('InvalidParameterException', 400);
      }
      if (stage === 'AWSCURRENT' && there !== undefined) labels.set('AWSPREVIOUS', there);
      if (input.MoveToVersionId === undefined) labels.delete(stage);
      else labels.set(stage, input.MoveToVersionId);
      const held = new Set(labels.values());
      for (const versionId of versions.keys()) if (!held.has(versionId)) versions.delete(versionId);
      return {};
    });
  return { client, mock, secrets, fuse };
}

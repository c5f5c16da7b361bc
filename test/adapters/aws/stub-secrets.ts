// Secrets Manager in memory: a name is taken once, and a secret marked for deletion answers so.

import {
  CreateSecretCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
  SecretsManagerServiceException,
  type CreateSecretCommandInput,
  type GetSecretValueCommandInput,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';

export function stubSecrets() {
  const client = new SecretsManagerClient({ region: 'us-east-1' });
  const mock = mockClient(client);
  const secrets = new Map<string, string>();
  const marked = new Set<string>();
  mock.on(CreateSecretCommand).callsFake(async (input: CreateSecretCommandInput) => {
    const name = input.Name ?? '';
    await new Promise((turn) => setImmediate(turn));
    if (marked.has(name)) throw secretsFault('InvalidRequestException', 400);
    if (secrets.has(name)) throw secretsFault('ResourceExistsException', 400);
    secrets.set(name, input.SecretString ?? '');
    return {};
  });
  mock.on(GetSecretValueCommand).callsFake(async (input: GetSecretValueCommandInput) => {
    const name = input.SecretId ?? '';
    await new Promise((turn) => setImmediate(turn));
    if (marked.has(name)) throw secretsFault('InvalidRequestException', 400);
    const text = secrets.get(name);
    if (text === undefined) throw secretsFault('ResourceNotFoundException', 400);
    return { SecretString: text };
  });
  return { client, mock, secrets, marked };
}

export function secretsFault(name: string, status: number): SecretsManagerServiceException {
  return new SecretsManagerServiceException({
    name,
    $fault: status < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode: status },
    message: 'words of the service',
  });
}

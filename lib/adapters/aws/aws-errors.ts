// Every error that the aws stores throw. Texts name the call and the service's word for what went
// wrong, never a token, a key or the content of an item. `retryable`: the same call may succeed
// later without anybody changing anything, so a queue may hand the message out again.

export interface AwsStoreErrorOptions extends ErrorOptions {
  readonly retryable?: boolean;
}

export class AwsStoreError extends Error {
  override readonly name: string = 'AwsStoreError';
  readonly retryable: boolean;

  constructor(message: string, options: AwsStoreErrorOptions = {}) {
    super(message, options);
    this.retryable = options.retryable ?? false;
  }
}

/** The service stayed busy or broken for as long as we were ready to wait. */
export class ServiceBusyError extends AwsStoreError {
  override readonly name = 'ServiceBusyError';

  constructor(call: string, attempts: number, options: ErrorOptions) {
    super(`${call} did not succeed in ${attempts} attempts`, { ...options, retryable: true });
  }
}

/** The service refused a call for a reason that another attempt does not cure. */
export class ServiceRefusedError extends AwsStoreError {
  override readonly name = 'ServiceRefusedError';

  constructor(call: string, reason: string, options: ErrorOptions = {}) {
    super(`${call} was refused: ${reason}`, options);
  }
}

/** Documents beyond what one commit may hold; the claims that made them so belong in quarantine. */
export class DocumentTooLargeError extends AwsStoreError {
  override readonly name = 'DocumentTooLargeError';
  readonly bytes: number;
  readonly limitBytes: number;

  constructor(size: { readonly bytes: number; readonly limitBytes: number }) {
    super(`ledger documents of ${size.bytes} bytes exceed the limit of ${size.limitBytes} bytes`);
    this.bytes = size.bytes;
    this.limitBytes = size.limitBytes;
  }
}

/** A call that breaks the contract of a port: a fault of the caller. */
export class InvalidRequestError extends AwsStoreError {
  override readonly name = 'InvalidRequestError';
}

/** An item that no version of this store wrote, or whose parts do not come together. */
export class StoredItemError extends AwsStoreError {
  override readonly name = 'StoredItemError';
}

export class ObjectNotFoundError extends AwsStoreError {
  override readonly name = 'ObjectNotFoundError';
}

/** The token key is missing, damaged, or not the one that the table was made with. */
export class SecretError extends AwsStoreError {
  override readonly name = 'SecretError';
}

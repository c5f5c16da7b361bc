// Every error that the embedded adapters throw. Texts name the thing at fault and the way out,
// never a token, a key part or the content of a document. `retryable`: the same call may succeed
// later without anybody changing anything.

export interface StoreErrorOptions extends ErrorOptions {
  readonly retryable?: boolean;
}

export class EmbeddedStoreError extends Error {
  override readonly name: string = 'EmbeddedStoreError';
  readonly retryable: boolean;

  constructor(message: string, options: StoreErrorOptions = {}) {
    super(message, options);
    this.retryable = options.retryable ?? false;
  }
}

/** A ledger document beyond what one stored item may hold; its claim belongs in quarantine. */
export class DocumentTooLargeError extends EmbeddedStoreError {
  override readonly name = 'DocumentTooLargeError';
  readonly bytes: number;
  readonly limitBytes: number;

  constructor(size: { readonly bytes: number; readonly limitBytes: number }) {
    super(`a ledger document of ${size.bytes} bytes exceeds the limit of ${size.limitBytes} bytes`);
    this.bytes = size.bytes;
    this.limitBytes = size.limitBytes;
  }
}

/** A call that breaks the contract of a port: a fault of the caller. */
export class InvalidRequestError extends EmbeddedStoreError {
  override readonly name = 'InvalidRequestError';
}

/** A write that did not happen, as a whole: full disk, I/O error, lost lock. */
export class StoreWriteError extends EmbeddedStoreError {
  override readonly name = 'StoreWriteError';
}

export class StoreReadError extends EmbeddedStoreError {
  override readonly name = 'StoreReadError';
}

export class ObjectStoreError extends EmbeddedStoreError {
  override readonly name = 'ObjectStoreError';
}

export class ObjectNotFoundError extends EmbeddedStoreError {
  override readonly name = 'ObjectNotFoundError';
}

export class WorkspaceClosedError extends EmbeddedStoreError {
  override readonly name = 'WorkspaceClosedError';

  constructor() {
    super('the workspace is closed');
  }
}

/** The directory holds a workspace that this version cannot use. */
export class WorkspaceFormatError extends EmbeddedStoreError {
  override readonly name = 'WorkspaceFormatError';
}

export class WorkspaceOpenError extends EmbeddedStoreError {
  override readonly name = 'WorkspaceOpenError';
}

/** The token key is missing, damaged, or not the one that this workspace was made with. */
export class SecretError extends EmbeddedStoreError {
  override readonly name = 'SecretError';
}

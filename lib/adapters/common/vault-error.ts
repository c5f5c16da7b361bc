// What goes wrong with an identity vault, on every host. Texts name the thing at fault and the way
// out, never a token or a number.

export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly retryable = false;
}

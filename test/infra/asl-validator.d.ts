// The part of asl-validator's interface that the tests use: it comes without types.

declare module 'asl-validator' {
  export interface Validation {
    readonly isValid: boolean;
    readonly errors: readonly unknown[];
  }
  function validate(definition: unknown): Validation;
  export { validate as default };
}

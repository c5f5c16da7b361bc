// The part of asl-validator's interface that the tests use: it comes without types.

declare module 'asl-validator' {
  export interface Validation {
    readonly isValid: boolean;
    readonly errors: readonly unknown[];
  }
  export default function validate(definition: unknown): Validation;
}

// Port: seals what alerts keep secret. A sealed text opens only at the place it was sealed for.

export interface SealedPlace {
  readonly tenantId: string;
  readonly endpointId: string;
  readonly secretId: string;
}

export interface SecretSeal {
  seal(place: SealedPlace, text: string): Promise<string>;
  open(place: SealedPlace, sealed: string): Promise<string>;
}

// What the API is shown: on one machine a cookie that scripts cannot read, so nothing from here; on
// aws the identity token of the sign-in, the only one that carries the tenant.

let current: (() => Promise<string | null>) | null = null;

export function takeTokensFrom(source: () => Promise<string | null>): void {
  current = source;
}

export function identityToken(): Promise<string | null> {
  return current === null ? Promise.resolve(null) : current();
}

/** One key, one purpose: a signature made for one thing is never taken for another. */
export const keyPurposes = {
  /** Access tokens. */
  token: "EdDSA",
  /** Leases, session tokens, the history of keys. */
  policy: "EdDSA",
  /** Grants and what binds them. */
  grant: "EdDSA",
  webhook: "EdDSA",
  /** Checkpoints of the audit log. */
  audit: "EdDSA",
  /** Bundles for OPA, which verifies no Ed25519. */
  bundle: "ES256",
} as const;

export type KeyPurpose = keyof typeof keyPurposes;

export type PublicJwk = { kty: "OKP"; crv: "Ed25519"; x: string } | { kty: "EC"; crv: "P-256"; x: string; y: string };

/** As it stands in `/.well-known/jwks.json`. */
export type PublishedJwk = PublicJwk & { kid: string; use: "sig"; alg: string; ambit_for: KeyPurpose };

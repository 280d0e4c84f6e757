/** How this installation is set up, for those who look after it. Nothing in it opens anything. */
export type Installation = {
  public_url: string;
  /** What this process does. */
  role: "all" | "console" | "enforcement" | "worker";
  production: boolean;
  trusted_proxies: readonly string[];
  database: {
    embedded: boolean;
    version: string;
    migrations: number;
    newest_migration: string;
    /** Null until start-up has looked. `reason` says why one role does both jobs. */
    roles: { owner: string; running: string; separate: boolean; reason: string } | null;
  };
  mail: { from: string } | null;
  oidc: { issuer: string; name: string; groups: number; sign_up: boolean } | null;
  /** Whether traces are sent, and where to. */
  telemetry: string | null;
  keys: readonly { kid: string; purpose: string; alg: string; since: string; until: string | null }[];
};

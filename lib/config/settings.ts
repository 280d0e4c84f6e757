import "server-only";
import { definitions, environmentSchema, otherNames, type SettingName } from "@/lib/config/definitions";
import { findSimilar } from "@/lib/config/similar";
import { StartError } from "@/lib/core/start-error";

export type Settings = {
  port: number;
  host: string;
  /** Origin alone, no slash at the end. */
  publicUrl: string;
  role: "all" | "console" | "enforcement" | "worker";
  /** What the operator called production; Next itself always runs with NODE_ENV=production. */
  production: boolean;
  dataDir: string;
  /** No DATABASE_URL was given: the addresses below are filled in once the embedded PostgreSQL runs. */
  embedded: boolean;
  databaseUrl: string;
  migrateDatabaseUrl: string;
  /** Empty until start-up has read or made the one in the data folder. */
  secret: string;
  trustedProxies: readonly string[];
  /** In lower case. */
  outgoingAllow: readonly string[];
  adminEmail: string;
  metricsListen: { host: string; port: number } | null;
  logLevel: "trace" | "debug" | "info" | "warn" | "error" | "silent";
  oidc: {
    issuer: string;
    clientId: string;
    clientSecret: string;
    name: string;
    groupsClaim: string;
    groups: Readonly<Record<string, readonly string[]>>;
    signUp: boolean;
  } | null;
  mail: { url: string; from: string } | null;
  telemetryUrl: string | null;
};

type Environment = Readonly<Record<string, string | undefined>>;
type Parsed = ReturnType<typeof environmentSchema.parse>;

const holder = globalThis as typeof globalThis & { ambitSettings?: Settings };

/** Start-up installs what it found out (embedded addresses, secret), for both module graphs of the process. Elsewhere: the environment. */
export function getSettings(): Settings {
  if (holder.ambitSettings) return holder.ambitSettings;
  const read = readSettings(process.env);
  if (!read.settings) throw new StartError(read.faults.join(" "), "");
  return read.settings;
}

export function installSettings(settings: Settings): void {
  holder.ambitSettings = settings;
}

/** All faults at once, each a line that names the setting, what is wrong and the remedy. */
export function readSettings(environment: Environment): { settings: Settings | undefined; faults: string[] } {
  const given = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined || value.trim() === "" ? [] : [[name, value.trim()]],
    ),
  );
  const faults = Object.keys(given)
    .filter((name) => name.startsWith("AMBIT_") && !(name in definitions) && !otherNames.includes(name))
    .map(describeUnknown);
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const names = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
    for (const name of Object.keys(definitions).filter(isSettingName))
      if (names.has(name)) faults.push(describeFault(name, given[name] ?? ""));
    return { settings: undefined, faults };
  }
  // Empty means that the operator said nothing: by now NODE_ENV is what start-up set for Next.
  const production = (environment["AMBIT_NODE_ENV"] ?? environment["NODE_ENV"]) === "production";
  faults.push(...findContradictions(parsed.data, production));
  return { settings: faults.length === 0 ? assemble(parsed.data, production) : undefined, faults };
}

function assemble(parsed: Parsed, production: boolean): Settings {
  const port = parsed.PORT ?? 3000;
  const publicUrl = parsed.AMBIT_PUBLIC_URL ?? `http://localhost:${port}`;
  const { AMBIT_OIDC_ISSUER: issuer, AMBIT_OIDC_CLIENT_ID: clientId, AMBIT_OIDC_CLIENT_SECRET: clientSecret } = parsed;
  const { AMBIT_SMTP_URL: mailUrl, AMBIT_MAIL_FROM: from } = parsed;
  return {
    port,
    host: parsed.HOST ?? (isLocal(publicUrl) ? "127.0.0.1" : "0.0.0.0"),
    publicUrl,
    role: parsed.AMBIT_ROLE ?? "all",
    production,
    dataDir: parsed.AMBIT_DATA_DIR ?? ".data",
    embedded: parsed.DATABASE_URL === undefined,
    databaseUrl: parsed.DATABASE_URL ?? "",
    migrateDatabaseUrl: parsed.MIGRATE_DATABASE_URL ?? parsed.DATABASE_URL ?? "",
    secret: parsed.AMBIT_SECRET ?? "",
    trustedProxies: parsed.AMBIT_TRUSTED_PROXIES ?? [],
    outgoingAllow: parsed.AMBIT_OUTGOING_ALLOW ?? [],
    adminEmail: (parsed.AMBIT_ADMIN_EMAIL ?? "admin@localhost").toLowerCase(),
    metricsListen: parsed.AMBIT_METRICS_LISTEN ?? null,
    logLevel: parsed.AMBIT_LOG_LEVEL ?? "info",
    oidc:
      issuer !== undefined && clientId !== undefined && clientSecret !== undefined
        ? {
            issuer,
            clientId,
            clientSecret,
            name: parsed.AMBIT_OIDC_NAME ?? "Single sign-on",
            groupsClaim: parsed.AMBIT_OIDC_GROUPS_CLAIM ?? "groups",
            groups: parsed.AMBIT_OIDC_GROUPS ?? {},
            signUp: parsed.AMBIT_OIDC_SIGN_UP === "on",
          }
        : null,
    mail: mailUrl !== undefined && from !== undefined ? { url: mailUrl, from } : null,
    telemetryUrl: parsed.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
  };
}

/** Settings that are right one by one and wrong together. */
function findContradictions(parsed: Parsed, production: boolean): string[] {
  const faults: string[] = [];
  const need = (missing: SettingName, because: string): void => {
    if (parsed[missing] === undefined)
      faults.push(`${missing} is missing: ${because}. It must be ${definitions[missing].expects}.`);
  };
  if (parsed.MIGRATE_DATABASE_URL !== undefined) need("DATABASE_URL", "MIGRATE_DATABASE_URL is set");
  if (production && parsed.DATABASE_URL !== undefined) {
    need("AMBIT_SECRET", "in production with an external database it is not made by itself");
    need(
      "MIGRATE_DATABASE_URL",
      "in production the role that runs must not own the schema, or it could change the audit log",
    );
  }
  const oidc = ["AMBIT_OIDC_ISSUER", "AMBIT_OIDC_CLIENT_ID", "AMBIT_OIDC_CLIENT_SECRET"] as const;
  const begun = Object.keys(parsed).find((name) => name.startsWith("AMBIT_OIDC_"));
  if (begun !== undefined) for (const name of oidc) need(name, `${begun} is set`);
  if (parsed.AMBIT_SMTP_URL !== undefined) need("AMBIT_MAIL_FROM", "AMBIT_SMTP_URL is set");
  if (parsed.AMBIT_MAIL_FROM !== undefined) need("AMBIT_SMTP_URL", "AMBIT_MAIL_FROM is set");
  return faults;
}

function describeFault(name: SettingName, value: string): string {
  const { expects, standard, secret } = definitions[name];
  const shown = secret ? "has a value that" : `is ${JSON.stringify(value)}, which`;
  return `${name} ${shown} is not ${expects}. Correct it, or leave it out${standard === "" ? "" : ` for ${standard}`}.`;
}

function describeUnknown(name: string): string {
  // Without the prefix, which all of them share and which would make any two look alike.
  const known = [...Object.keys(definitions), ...otherNames].map(
    (full) => [full.replace(/^AMBIT_/, ""), full] as const,
  );
  const meant = findSimilar(
    name.replace(/^AMBIT_/, ""),
    known.map(([short]) => short),
  );
  const similar = known.find(([short]) => short === meant)?.[1];
  const remedy =
    similar === undefined ? "`npx ambit settings` lists the known ones; remove it." : `Did you mean ${similar}?`;
  return `${name} is not a setting. ${remedy}`;
}

function isSettingName(name: string): name is SettingName {
  return name in definitions;
}

/** Names that always mean this machine, so nothing needs to be reachable from outside. */
export function isLocal(publicUrl: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(publicUrl).hostname);
}

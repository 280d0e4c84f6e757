import { isIP } from "node:net";
import { z } from "zod";
import { roles } from "@/lib/core/viewer";

const text = z.string();

const port = text
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65_535);

const host = text.regex(/^[A-Za-z0-9_.:[\]-]+$/);

const email = text.regex(/^[^\s@<>]+@[^\s@<>]+$/);

function url(...protocols: readonly string[]): z.ZodType<string, string> {
  return text.refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol));
}

/** Scheme, host and port alone: everything else of an address is made from it. */
const origin = text
  .refine((value) => /^https?:\/\/[^/?#@\\\s]+\/?$/i.test(value) && URL.canParse(value))
  .transform((value) => new URL(value).origin);

const network = text.regex(/^[0-9A-Fa-f:.]+(?:\/\d{1,3})?$/).refine((value) => {
  const [address = "", prefix] = value.split("/");
  const version = isIP(address);
  return version !== 0 && Number(prefix ?? 0) <= (version === 4 ? 32 : 128);
});

const networks = text
  .transform((value) =>
    value
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  )
  .pipe(z.array(network));

/** Names exactly as they stand in an address; a pattern would allow hosts nobody thought of. */
const hosts = text
  .transform((value) =>
    value
      .split(",")
      .map((part) => part.trim().toLowerCase())
      .filter((part) => part !== ""),
  )
  .pipe(z.array(text.regex(/^(?:[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9])?|[0-9a-f:.]*:[0-9a-f:.]*)$/)));

const listen = text
  .regex(/^(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:]+\]):\d{1,5}$/)
  .transform((value) => ({
    host: value.slice(0, value.lastIndexOf(":")).replace(/^\[|\]$/g, ""),
    port: Number(value.slice(value.lastIndexOf(":") + 1)),
  }))
  .refine((value) => value.port >= 1 && value.port <= 65_535);

const grant = z.union([z.enum(roles), text.regex(/^team:[a-z0-9][a-z0-9-]{1,62}$/)]);

const groups = text
  .transform((value, context): unknown => {
    try {
      return JSON.parse(value);
    } catch {
      context.addIssue({ code: "custom" });
      return z.NEVER;
    }
  })
  .pipe(z.record(text, z.array(grant)));

/** What is read from the environment, checked and typed. Everything is optional: a missing setting has a default or switches something off. */
export const environmentSchema = z.object({
  PORT: port.optional(),
  HOST: host.optional(),
  DATABASE_URL: url("postgres:", "postgresql:").optional(),
  MIGRATE_DATABASE_URL: url("postgres:", "postgresql:").optional(),
  AMBIT_PUBLIC_URL: origin.optional(),
  AMBIT_TRUSTED_PROXIES: networks.optional(),
  AMBIT_OUTGOING_ALLOW: hosts.optional(),
  AMBIT_ROLE: z.enum(["all", "console", "enforcement", "worker"]).optional(),
  AMBIT_DATA_DIR: text.optional(),
  AMBIT_SECRET: text.min(32).optional(),
  AMBIT_METRICS_LISTEN: listen.optional(),
  AMBIT_LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).optional(),
  AMBIT_ADMIN_EMAIL: email.optional(),
  AMBIT_OIDC_ISSUER: url("https:", "http:").optional(),
  AMBIT_OIDC_CLIENT_ID: text.optional(),
  AMBIT_OIDC_CLIENT_SECRET: text.optional(),
  AMBIT_OIDC_NAME: text.optional(),
  AMBIT_OIDC_GROUPS_CLAIM: text.optional(),
  AMBIT_OIDC_GROUPS: groups.optional(),
  AMBIT_OIDC_SIGN_UP: z.enum(["on", "off"]).optional(),
  AMBIT_SMTP_URL: url("smtp:", "smtps:").optional(),
  AMBIT_MAIL_FROM: text.refine((value) => email.safeParse(/<([^>]+)>$/.exec(value)?.[1] ?? value).success).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: url("http:", "https:").optional(),
});

export type SettingName = keyof typeof environmentSchema.shape;

type Definition = { about: string; expects: string; standard: string; secret?: true };

/** The words for each setting: faults, `npx ambit settings` and the table in the README are made from them. */
export const definitions: Readonly<Record<SettingName, Definition>> = {
  PORT: { about: "Where the server listens.", expects: "a whole number from 1 to 65535", standard: "3000" },
  HOST: {
    about:
      "The address the server listens on. The default is this machine alone; with an `AMBIT_PUBLIC_URL` beyond localhost it is `0.0.0.0`, every address.",
    expects: "a host name or an IP address",
    standard: "127.0.0.1",
  },
  DATABASE_URL: {
    about: "PostgreSQL 15 or newer for the running role. Without it a PostgreSQL of its own runs in the data folder.",
    expects: "an address like postgres://user:password@host:5432/database",
    standard: "",
    secret: true,
  },
  MIGRATE_DATABASE_URL: {
    about:
      "The same database for the role that owns the schema. Required in production together with `DATABASE_URL`; elsewhere one role may do both, with a warning.",
    expects: "an address like postgres://owner:password@host:5432/database",
    standard: "",
    secret: true,
  },
  AMBIT_PUBLIC_URL: {
    about:
      "The address people and machines use: issuer, passkeys, links and cookies are made from it. Pages asked for under another name are sent there.",
    expects: "an http or https address without a path, like https://ambit.example.org",
    standard: "http://localhost:<PORT>",
  },
  AMBIT_TRUSTED_PROXIES: {
    about: "Addresses of reverse proxies, separated by commas. Only theirs make `X-Forwarded-*` count.",
    expects: "a list of IP addresses or networks, like 10.0.0.0/8, 127.0.0.1",
    standard: "",
  },
  AMBIT_OUTGOING_ALLOW: {
    about:
      "Hosts, separated by commas, that may be asked for agent cards although their address is not public. Everything else inside the network is refused.",
    expects: "a list of host names or IP addresses, like cards.internal.example.org, 10.2.0.7",
    standard: "",
  },
  AMBIT_ROLE: {
    about: "What this process does: `all`, or one part of it beside others on the same database.",
    expects: "one of all, console, enforcement, worker",
    standard: "all",
  },
  AMBIT_DATA_DIR: {
    about: "The folder of the embedded PostgreSQL and of generated secrets.",
    expects: "the path of a folder",
    standard: ".data",
  },
  AMBIT_SECRET: {
    about:
      "The base key that seals what must be kept secret. Made on first start in `<data folder>/secret`; required in production with `DATABASE_URL`, the same for all processes.",
    expects: "at least 32 characters, for example from: openssl rand -base64 32",
    standard: "",
    secret: true,
  },
  AMBIT_METRICS_LISTEN: {
    about: "A second address that serves Prometheus metrics without a token.",
    expects: "host:port, like 127.0.0.1:9464",
    standard: "",
  },
  AMBIT_LOG_LEVEL: {
    about: "How much is logged on stdout: JSON lines, readable ones in a terminal.",
    expects: "one of trace, debug, info, warn, error, silent",
    standard: "info",
  },
  AMBIT_ADMIN_EMAIL: {
    about: "The address of the first admin, who gets the sign-in link at start.",
    expects: "an e-mail address",
    standard: "admin@localhost",
  },
  AMBIT_OIDC_ISSUER: {
    about:
      "The OpenID Connect provider people sign in with. Needs `AMBIT_OIDC_CLIENT_ID` and `AMBIT_OIDC_CLIENT_SECRET`.",
    expects: "the provider's issuer address, like https://login.example.org",
    standard: "",
  },
  AMBIT_OIDC_CLIENT_ID: { about: "The client id at that provider.", expects: "the client id", standard: "" },
  AMBIT_OIDC_CLIENT_SECRET: {
    about: "The client secret at that provider.",
    expects: "the client secret",
    standard: "",
    secret: true,
  },
  AMBIT_OIDC_NAME: { about: "What the button says: “Sign in with …”.", expects: "a name", standard: "Single sign-on" },
  AMBIT_OIDC_GROUPS_CLAIM: {
    about: "The claim that lists a person's groups.",
    expects: "the name of a claim",
    standard: "groups",
  },
  AMBIT_OIDC_GROUPS: {
    about:
      'What each group gives: roles and teams, as JSON, like `{"it-security":["security"],"payments":["member","team:payments"]}`.',
    expects: 'JSON from group to roles and teams, like {"it-security":["security"],"payments":["team:payments"]}',
    standard: "",
  },
  AMBIT_OIDC_SIGN_UP: {
    about: "Whether somebody nobody invited, whom the provider vouches for, becomes a member at their first sign-in.",
    expects: "on or off",
    standard: "off",
  },
  AMBIT_SMTP_URL: {
    about: "The mail server. Without it nothing is mailed and links are shown once to copy. Needs `AMBIT_MAIL_FROM`.",
    expects: "an address like smtps://user:password@mail.example.org",
    standard: "",
    secret: true,
  },
  AMBIT_MAIL_FROM: {
    about: "The sender of mails.",
    expects: "an e-mail address, also as Ambit <ambit@example.org>",
    standard: "",
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    about: "Switches OpenTelemetry traces on and says where they go.",
    expects: "an http or https address",
    standard: "",
  },
};

/** Read by other parts than the server; known, so that they are not taken for a typing mistake. */
export const otherNames: readonly string[] = [
  "AMBIT_NODE_ENV",
  "AMBIT_URL",
  "AMBIT_BACKUP_PASSPHRASE",
  "AMBIT_CORPORA",
];

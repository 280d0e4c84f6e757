import { describe, expect, test } from "vitest";
import { definitions } from "./definitions";
import { readSettings } from "./settings";

const external = {
  DATABASE_URL: "postgres://app:x@db/ambit",
  MIGRATE_DATABASE_URL: "postgres://owner:x@db/ambit",
  AMBIT_SECRET: "s".repeat(32),
};

test("without any setting everything has a default", () => {
  const { settings, faults } = readSettings({});
  expect(faults).toEqual([]);
  expect(settings).toMatchObject({
    port: 3000,
    host: "127.0.0.1",
    publicUrl: "http://localhost:3000",
    role: "all",
    production: false,
    embedded: true,
    dataDir: ".data",
    oidc: null,
    mail: null,
  });
});

test("what is empty counts as left out", () => {
  expect(readSettings({ PORT: "", AMBIT_ROLE: " ", DATABASE_URL: "" }).settings).toMatchObject({
    port: 3000,
    role: "all",
    embedded: true,
  });
});

const wrong: Readonly<Record<string, readonly string[]>> = {
  PORT: ["abc", "0", "65536", "3e3", "-1", "30 00"],
  HOST: ["a b", "http://x", "x/y"],
  DATABASE_URL: ["localhost", "mysql://x/y", "postgres"],
  AMBIT_PUBLIC_URL: ["ambit.example.org", "ftp://x", "https://x/path", "https://user@x", "https://x?y"],
  AMBIT_TRUSTED_PROXIES: ["10.0.0.0/33", "proxy.example.org", "10.0.0", "::/129"],
  AMBIT_OUTGOING_ALLOW: ["https://cards.example.org", "*.example.org", "a b", "cards.example.org:8443", "-x"],
  AMBIT_ROLE: ["both", "ALL"],
  AMBIT_SECRET: ["short"],
  AMBIT_METRICS_LISTEN: ["9464", "127.0.0.1:0", "127.0.0.1:99999", ":9464"],
  AMBIT_LOG_LEVEL: ["loud"],
  AMBIT_ADMIN_EMAIL: ["nobody", "a@b@c", "a b@c"],
  AMBIT_OIDC_ISSUER: ["login.example.org"],
  AMBIT_OIDC_GROUPS: ["{", "[]", '{"a":["king"]}', '{"a":"admin"}', '{"a":["team:No"]}'],
  AMBIT_SMTP_URL: ["mail.example.org", "http://mail"],
  AMBIT_MAIL_FROM: ["nobody", "Ambit <nobody>"],
  OTEL_EXPORTER_OTLP_ENDPOINT: ["collector:4317"],
};

test.each(Object.entries(wrong).flatMap(([name, values]) => values.map((value) => [name, value])))(
  "%s=%s is refused in a line with name and remedy",
  (name, value) => {
    const { settings, faults } = readSettings({ [name]: value });
    expect(settings).toBeUndefined();
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name} .*Correct it, or leave it out`));
    expect(faults[0]).not.toContain("\n");
  },
);

test("all faults are said at once", () => {
  const { faults } = readSettings({ PORT: "x", AMBIT_ROLE: "y", AMBIT_LOG_LEVEL: "z", AMBIT_PRT: "1" });
  expect(faults).toEqual([
    "AMBIT_PRT is not a setting. Did you mean PORT?",
    'PORT is "x", which is not a whole number from 1 to 65535. Correct it, or leave it out for 3000.',
    'AMBIT_ROLE is "y", which is not one of all, console, enforcement, worker. Correct it, or leave it out for all.',
    'AMBIT_LOG_LEVEL is "z", which is not one of trace, debug, info, warn, error, silent. Correct it, or leave it out for info.',
  ]);
});

test("a mistyped name is met with the one that was meant", () => {
  expect(readSettings({ AMBIT_PUBLIC_ULR: "http://x" }).faults).toEqual([
    "AMBIT_PUBLIC_ULR is not a setting. Did you mean AMBIT_PUBLIC_URL?",
  ]);
});

test("a name that resembles none is met with the list", () => {
  expect(readSettings({ AMBIT_BANANAS: "1" }).faults).toEqual([
    "AMBIT_BANANAS is not a setting. `npx ambit settings` lists the known ones; remove it.",
  ]);
});

test("a secret value is never repeated", () => {
  const faults = readSettings({
    AMBIT_SECRET: "hunter2",
    DATABASE_URL: "hunter3",
    AMBIT_SMTP_URL: "hunter4",
  }).faults.join();
  expect(faults).toContain("AMBIT_SECRET has a value that is not at least 32 characters");
  expect(faults).not.toMatch(/hunter/);
});

describe("settings that belong together", () => {
  test.each([
    [{ MIGRATE_DATABASE_URL: "postgres://o@db/a" }, "DATABASE_URL is missing"],
    [{ AMBIT_OIDC_NAME: "Corp" }, "AMBIT_OIDC_CLIENT_SECRET is missing: AMBIT_OIDC_NAME is set"],
    [{ AMBIT_SMTP_URL: "smtp://m" }, "AMBIT_MAIL_FROM is missing"],
    [{ AMBIT_MAIL_FROM: "a@b.c" }, "AMBIT_SMTP_URL is missing"],
    [{ ...external, NODE_ENV: "production", AMBIT_SECRET: "" }, "AMBIT_SECRET is missing: in production"],
    [
      { ...external, NODE_ENV: "production", MIGRATE_DATABASE_URL: "" },
      "MIGRATE_DATABASE_URL is missing: in production",
    ],
  ])("%o", (environment, fault) => {
    expect(readSettings(environment).faults.join("\n")).toContain(fault);
  });

  test("in production with everything given", () => {
    expect(readSettings({ ...external, NODE_ENV: "production" }).settings).toMatchObject({
      production: true,
      embedded: false,
    });
  });

  test("the operator's word counts, not what Next runs with", () => {
    expect(readSettings({ NODE_ENV: "production", AMBIT_NODE_ENV: "" }).settings?.production).toBe(false);
    expect(readSettings({ NODE_ENV: "production" }).settings?.production).toBe(true);
    expect(readSettings({ NODE_ENV: "production", AMBIT_NODE_ENV: "development" }).settings?.production).toBe(false);
  });
});

test("beyond localhost the server listens everywhere unless HOST says otherwise", () => {
  const AMBIT_PUBLIC_URL = "https://ambit.example.org/";
  expect(readSettings({ AMBIT_PUBLIC_URL }).settings).toMatchObject({
    host: "0.0.0.0",
    publicUrl: "https://ambit.example.org",
  });
  expect(readSettings({ AMBIT_PUBLIC_URL, HOST: "127.0.0.1" }).settings?.host).toBe("127.0.0.1");
});

test("values arrive typed", () => {
  const { settings } = readSettings({
    AMBIT_TRUSTED_PROXIES: "10.0.0.0/8, ::1",
    AMBIT_OUTGOING_ALLOW: "Cards.example.org, 10.2.0.7,fd00::7",
    AMBIT_METRICS_LISTEN: "[::1]:9464",
    AMBIT_OIDC_ISSUER: "https://login.example.org",
    AMBIT_OIDC_CLIENT_ID: "ambit",
    AMBIT_OIDC_CLIENT_SECRET: "x",
    AMBIT_OIDC_GROUPS: '{"it":["security","team:payments"]}',
    AMBIT_ADMIN_EMAIL: "Ada@Example.org",
  });
  expect(settings).toMatchObject({
    trustedProxies: ["10.0.0.0/8", "::1"],
    outgoingAllow: ["cards.example.org", "10.2.0.7", "fd00::7"],
    metricsListen: { host: "::1", port: 9464 },
    oidc: { groupsClaim: "groups", groups: { it: ["security", "team:payments"] } },
    adminEmail: "ada@example.org",
  });
});

test("every setting has words", () => {
  for (const [name, { about, expects }] of Object.entries(definitions))
    expect([name, about.endsWith("."), expects.length > 5]).toEqual([name, true, true]);
});

import { describe, expect, test } from "vitest";
import type { StringNode } from "@/lib/imports/parse/json/node";
import { readArguments } from "@/lib/imports/parse/secrets/arguments";
import { isReference, namesSecret, removeSecrets } from "@/lib/imports/parse/secrets/suspicion";
import { holdsSecret, Vault } from "@/lib/imports/parse/secrets/vault";
import { salt } from "@/lib/imports/testing/drop";

describe("secrets go", () => {
  test.each([
    ["sk-ant-api03-AbCdEfGhIjKlMnOp", "‹removed›"],
    ["--key ghp_AbCdEfGhIjKlMnOpQrStUvWx end", "--key ‹removed› end"],
    ["AKIAIOSFODNN7EXAMPLE", "‹removed›"],
    ["xoxb-1234567890-abcdef", "‹removed›"],
    ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "‹removed›"],
    ["-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----", "‹removed›"],
    ["curl -H 'Authorization: Bearer abcdefgh12'", "curl -H 'Authorization: Bearer ‹removed›'"],
    ["GITHUB_TOKEN=hunter2 npx x", "GITHUB_TOKEN=‹removed› npx x"],
    ["Server=db;Password=hunter2;Timeout=3", "Server=db;Password=‹removed›;Timeout=3"],
    ["postgresql://ada:hunter2@db.local/prod", "postgresql://‹removed›@db.local/prod"],
    ["https://ghtoken@github.com/a/b", "https://‹removed›@github.com/a/b"],
    ["https://x.io/mcp?api_key=abc&page=2", "https://x.io/mcp?api_key=‹removed›&page=2"],
    ["https://x.io/cb#access_token=abc", "https://x.io/cb#access_token=‹removed›"],
    ["https://mcp.x.io/s/a1B2c3D4e5F6g7H8i9J0k1/mcp", "https://mcp.x.io/s/‹removed›/mcp"],
    ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c", "‹removed›"],
  ])("%j becomes %j", (text, clean) => {
    expect(removeSecrets(text)).toBe(clean);
  });
});

describe("what is no secret stays", () => {
  test.each([
    "@modelcontextprotocol/server-filesystem@2025.8.21",
    "mcp-server-sqlite-experimental-2",
    "git+https://github.com/a/b@0123456789abcdef0123456789abcdef01234567",
    `ghcr.io/a/b@sha256:${"0a1b2c3d".repeat(8)}`,
    "/Users/ada/Documents/project-42/src",
    "https://x.io/tenants/6f9619ff-8b86-d011-b42d-00cf4fc964ff/mcp?page=2",
    "Reads the customer's token balance and the password policy. Ask for secrets: never.",
    "Bash(npm run test:unit)",
    "--max-tokens=4096",
    "https://${USER}@x.io/?token=${TOKEN}",
    "AuthenticationServiceProviderConfiguration",
  ])("%j", (text) => {
    expect(removeSecrets(text)).toBe(text);
  });
});

test.each([
  ["${TOKEN}", true],
  ["Bearer ${TOKEN}", true],
  ["${A}${B}", true],
  ["$TOKEN", true],
  ["${env:TOKEN}", true],
  ["${TOKEN:-}", true],
  ["${TOKEN:-sk-live}", false],
  ["x${TOKEN}", false],
  ["TOKEN", false],
  ["", false],
  ["pa$$word", false],
])("%j is a reference: %j", (value, reference) => {
  expect(isReference(value)).toBe(reference);
});

test.each([
  ["GITHUB_TOKEN", true],
  ["x-api-key", true],
  ["DB_PASSWORD", true],
  ["DATABASE_URL", true],
  ["Authorization", true],
  ["NODE_ENV", false],
  ["KEYBOARD", false],
  ["AUTHOR", false],
  ["PATH", false],
])("%j names a secret: %j", (name, secret) => {
  expect(namesSecret(name)).toBe(secret);
});

test.each([
  ["API_KEY", "hunter2", true],
  ["API_KEY", "${API_KEY}", false],
  ["API_KEY", "", false],
  ["USE_AUTH_TOKEN", "true", false],
  ["NODE_ENV", "production", false],
  ["THING", "ghp_AbCdEfGhIjKlMnOpQrStUvWx", true],
])("%s=%s holds a secret: %j", (name, value, secret) => {
  expect(holdsSecret(name, value)).toBe(secret);
});

test("without the salt a fingerprint tells nothing, so there is none without it", () => {
  expect(() => new Vault("")).toThrow(RangeError);
  const one = new Vault(salt).seal("PIN", "1234");
  expect(one.fingerprint).toMatch(/^sha-256:[0-9a-f]{12}$/);
  expect(new Vault(salt).seal("PIN", "1234")).toEqual(one);
  expect(new Vault(`${salt}2`).seal("PIN", "1234").fingerprint).not.toBe(one.fingerprint);
  expect(new Vault(salt).seal("PIN", "1235").fingerprint).not.toBe(one.fingerprint);
  expect(new Vault(salt).seal("CODE", "1234").fingerprint).not.toBe(one.fingerprint);
});

const place = { start: 0, end: 0, line: 7, column: 1 };
const nodesOf = (args: readonly string[]): StringNode[] =>
  args.map((value) => ({ ...place, kind: "string", value }) as const);

describe("arguments", () => {
  test.each([
    [["-e", "TOKEN=hunter2", "image"], ["-e", "TOKEN=‹removed›", "image"], ["TOKEN"], []],
    [["-eTOKEN=hunter2"], ["-eTOKEN=‹removed›"], ["TOKEN"], []],
    [["--env=MODE=fast"], ["--env=MODE=‹removed›"], ["MODE"], []],
    [["-e", "TOKEN"], ["-e", "TOKEN"], [], []],
    [["-e", "TOKEN=${TOKEN}"], ["-e", "TOKEN=${TOKEN}"], ["TOKEN"], []],
    [["MODE=fast", "npx"], ["MODE=‹removed›", "npx"], ["MODE"], []],
    [["--header", "X-Team: blue"], ["--header", "X-Team: ‹removed›"], [], ["X-Team"]],
    [["-H", "Authorization:${AUTH}"], ["-H", "Authorization: ${AUTH}"], [], ["Authorization"]],
    [["--api-key", "hunter2"], ["--api-key", "‹removed›"], [], []],
    [["--api-key=hunter2"], ["--api-key=‹removed›"], [], []],
    [["--password", "${PASSWORD}"], ["--password", "${PASSWORD}"], [], []],
    [["--token-file", "/run/token"], ["--token-file", "/run/token"], [], []],
    [["--auth", "oauth"], ["--auth", "oauth"], [], []],
    [["--no-auth-token", "stdio"], ["--no-auth-token", "stdio"], [], []],
    [["--port", "8080", "/data"], ["--port", "8080", "/data"], [], []],
  ])("%j", (given, args, env, headers) => {
    const read = readArguments(new Vault(salt), nodesOf(given));
    expect(read.args).toEqual(args);
    expect(read.env.map(({ name }) => name)).toEqual(env);
    expect(read.headers.map(({ name }) => name)).toEqual(headers);
  });

  test("a secret is told with its line, a plain setting is not", () => {
    const lines = (args: string[]): number[] => readArguments(new Vault(salt), nodesOf(args)).secretLines;
    expect(lines(["--api-key", "hunter2"])).toEqual([7]);
    expect(lines(["postgresql://ada:hunter2@db/x"])).toEqual([7]);
    expect(lines(["-e", "MODE=fast", "-e", "TOKEN=${TOKEN}"])).toEqual([]);
  });
});

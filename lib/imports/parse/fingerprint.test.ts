import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { drop } from "@/lib/imports/testing/drop";

const fingerprintOf = (path: string, held: unknown): string | undefined =>
  drop({ [path]: held }).sources[0]?.fingerprint;
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const server = (env: object): string => JSON.stringify({ mcpServers: { s: { command: "x", env } } });

test("a file without secrets has the SHA-256 of its bytes", () => {
  expect(fingerprintOf("a.csv", "name\nAda")).toBe(sha256("name\nAda"));
  expect(fingerprintOf(".mcp.json", server({}))).toBe(sha256(server({})));
});

test("a guessed value cannot be checked against the fingerprint of its file", () => {
  expect(fingerprintOf(".mcp.json", server({ PIN: "1234" }))).toBe(fingerprintOf(".mcp.json", server({ PIN: "9" })));
  expect(fingerprintOf(".mcp.json", server({ PIN: "1234" }))).not.toBe(
    fingerprintOf(".mcp.json", server({ POT: "1234" })),
  );
});

test("a broken file has no fingerprint that could be guessed from its text", () => {
  const broken = server({ PIN: "1234" }).slice(0, -1);
  expect(fingerprintOf(".mcp.json", broken)).not.toBe(sha256(broken));
});

test("a changed digest changes the fingerprint of a bill of materials", () => {
  const bom = (digest: string): object => ({
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    components: [{ hashes: [digest] }],
  });
  expect(fingerprintOf("b.json", bom("9f86d081884c7d659a2feaa0c55ad015"))).not.toBe(
    fingerprintOf("b.json", bom("60303ae22b998861bce3b28f33eec1be")),
  );
});

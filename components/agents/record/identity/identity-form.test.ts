import { describe, expect, it } from "vitest";
import { emptyIdentity, holdsPrivateKey, readIdentity } from "./identity-form";

const named = { ...emptyIdentity, name: " In the cluster " };

describe("readIdentity", () => {
  it.each([
    [
      { jwk: '{"kty":"OKP","crv":"Ed25519","x":"AA"}' },
      { kind: "public_key", jwk: { kty: "OKP", crv: "Ed25519", x: "AA" } },
    ],
    [
      { kind: "spiffe", spiffe_id: " spiffe://a/b " },
      { kind: "spiffe", spiffe_id: "spiffe://a/b" },
    ],
    [
      { kind: "label", label: "bot" },
      { kind: "label", label: "bot" },
    ],
    [
      { kind: "federated", issuer: "https://i.test", subject: "s", audience: "" },
      { kind: "federated", issuer: "https://i.test", subject: "s" },
    ],
  ] as const)("takes %o", (text, body) => {
    expect(readIdentity({ ...named, ...text })).toEqual({ ok: true, body: { name: "In the cluster", ...body } });
  });

  it.each([
    [{ name: " " }, "name"],
    [{ jwk: "-----BEGIN PUBLIC KEY-----" }, "jwk"],
    [{ jwk: "[]" }, "jwk"],
    [{ jwk: "null" }, "jwk"],
  ])("names the field of %o", (text, field) => {
    expect(readIdentity({ ...named, ...text })).toMatchObject({ ok: false, field });
  });
});

describe("holdsPrivateKey", () => {
  it.each([
    ['{"kty":"OKP","d":"x"}', true],
    ['{"kty":"oct","k":"x"}', true],
    ['{"kty":"OKP","x":"x"}', false],
    ["{", false],
  ])("%s is %s", (text, holds) => {
    expect(holdsPrivateKey(text)).toBe(holds);
  });
});

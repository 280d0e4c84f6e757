import { expect, it } from "vitest";
import { showCredential } from "./show-credential";

const spiffe = "spiffe://corp.example/agents/refund";

it.each([
  ["spiffe", `spiffe:${spiffe}`, { spiffe_id: spiffe }, spiffe],
  ["spiffe", `spiffe:${spiffe}`, {}, spiffe],
  ["public_key", "jkt:abc", { thumbprint: "abc" }, "abc"],
  ["label", "label:Refunds", { label: "Refunds" }, "Refunds"],
  ["federated", "[]", { issuer: "https://idp.example", subject: "refund", audience: "" }, "refund"],
] as const)("%s %s is copied as it is written elsewhere", (kind, credential, detail, text) => {
  expect(showCredential({ kind, credential, detail }).text).toBe(text);
});

it("says beside a subject whose it is", () => {
  const detail = { issuer: "https://idp.example", subject: "refund", audience: "ambit" };
  expect(showCredential({ kind: "federated", credential: "[]", detail }).beside).toBe(
    "Subject of https://idp.example, for ambit.",
  );
});

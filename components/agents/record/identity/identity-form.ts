import type { IdentityKind } from "@/lib/agents/rules";
import type { NewIdentity } from "@/lib/agents/schema";

export type IdentityText = {
  kind: IdentityKind;
  name: string;
  jwk: string;
  spiffe_id: string;
  issuer: string;
  subject: string;
  audience: string;
  label: string;
};

export const emptyIdentity: IdentityText = {
  kind: "public_key",
  name: "",
  jwk: "",
  spiffe_id: "",
  issuer: "",
  subject: "",
  audience: "",
  label: "",
};

export type IdentityField = Exclude<keyof IdentityText, "kind">;

type Read = { ok: true; body: NewIdentity } | { ok: false; field: IdentityField; detail: string };

/** What was typed, as the API takes it. The API judges what a credential is; here only what is no JSON at all stops. */
export function readIdentity(text: IdentityText): Read {
  const name = text.name.trim();
  if (name === "") return { ok: false, field: "name", detail: "Write a name people know it by." };
  switch (text.kind) {
    case "public_key": {
      const jwk = readJwk(text.jwk);
      return jwk
        ? { ok: true, body: { kind: "public_key", name, jwk } }
        : { ok: false, field: "jwk", detail: 'Paste one JSON Web Key: an object with "kty".' };
    }
    case "spiffe":
      return { ok: true, body: { kind: "spiffe", name, spiffe_id: text.spiffe_id.trim() } };
    case "federated": {
      const audience = text.audience.trim();
      const body = { kind: "federated", name, issuer: text.issuer.trim(), subject: text.subject.trim() } as const;
      return { ok: true, body: audience === "" ? body : { ...body, audience } };
    }
    case "label":
      return { ok: true, body: { kind: "label", name, label: text.label.trim() } };
  }
}

function readJwk(text: string): { kty: string } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("kty" in value) || typeof value.kty !== "string")
      return undefined;
    return { ...value, kty: value.kty };
  } catch {
    return undefined;
  }
}

/** The half that signs must never be pasted; it is refused before it leaves the browser. */
export function holdsPrivateKey(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return (
      typeof value === "object" && value !== null && ["d", "k", "p", "q"].some((part) => Object.hasOwn(value, part))
    );
  } catch {
    return false;
  }
}

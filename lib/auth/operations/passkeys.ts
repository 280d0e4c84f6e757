import { ceremony, newPasskey, passkeyId } from "@/lib/auth/operations/examples";
import { Ceremony, NewPasskey, Passkey, PasskeyChange, PasskeyPage, PasskeyParams } from "@/lib/auth/schema";
import { defineOperation } from "@/lib/http/operation";

const tag = "Passkeys";
const signedIn = { kind: "signed_in" } as const;
const recentMinutes = 10;
const params = { id: passkeyId } as const;
const passkey = {
  id: passkeyId,
  created_at: "2026-11-21T09:41:07.482Z",
  last_used_at: null,
  name: "Laptop",
  synced: false,
  abilities: ["rename", "remove"],
} as const;

/** One's own passkeys; nobody else can add or use them, an admin can only reset them all. */
export const passkeyOperations = {
  listPasskeys: defineOperation({
    id: "listPasskeys",
    method: "GET",
    path: "/api/v1/passkeys",
    summary: "The viewer's passkeys",
    tag,
    access: signedIn,
    output: PasskeyPage,
    status: 200,
    personOnly: true,
    example: { output: { data: [passkey], next_cursor: null } },
  }),
  startPasskey: defineOperation({
    id: "startPasskey",
    method: "POST",
    path: "/api/v1/passkeys/options",
    summary:
      "Begin to add a passkey; `options` go to navigator.credentials.create. Whoever has one already proves themselves with it first",
    tag,
    access: signedIn,
    output: Ceremony,
    status: 200,
    personOnly: true,
    recentMinutes,
    rateLimits: [{ per: "person", limit: 20, windowSeconds: 600 }],
    problems: ["conflict"],
    example: { output: ceremony },
  }),
  addPasskey: defineOperation({
    id: "addPasskey",
    method: "POST",
    path: "/api/v1/passkeys",
    summary: "Add the passkey that the browser made",
    tag,
    access: signedIn,
    body: NewPasskey,
    output: Passkey,
    status: 201,
    personOnly: true,
    recentMinutes,
    maxBodyBytes: 65_536,
    audits: ["passkey.added", "sign_in.confirmed"],
    problems: ["conflict"],
    example: { body: newPasskey, output: passkey },
  }),
  renamePasskey: defineOperation({
    id: "renamePasskey",
    method: "POST",
    path: "/api/v1/passkeys/{id}/rename",
    summary: "Give a passkey another name",
    tag,
    access: signedIn,
    params: PasskeyParams,
    body: PasskeyChange,
    output: Passkey,
    status: 200,
    personOnly: true,
    audits: ["passkey.renamed"],
    problems: ["not_found"],
    example: { params, body: { name: "Laptop" }, output: passkey },
  }),
  removePasskey: defineOperation({
    id: "removePasskey",
    method: "DELETE",
    path: "/api/v1/passkeys/{id}",
    summary: "Remove a passkey",
    tag,
    access: signedIn,
    params: PasskeyParams,
    status: 204,
    personOnly: true,
    recentMinutes,
    audits: ["passkey.removed"],
    problems: ["not_found"],
    example: { params },
  }),
};

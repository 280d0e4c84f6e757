import type { Role, SignInMethod } from "@/lib/core/viewer";

/** What each role is for, in a breath. The page of roles has every permission. */
export const roleWords: Readonly<Record<Role, { name: string; meaning: string }>> = {
  member: { name: "Member", meaning: "owns agents and proposes policy" },
  approver: { name: "Approver", meaning: "may be asked to approve" },
  security: { name: "Security", meaning: "guardrails, containment and review, for all agents" },
  admin: { name: "Admin", meaning: "people, teams and settings" },
  auditor: { name: "Auditor", meaning: "reads everything, changes nothing" },
};

export const methodWords: Readonly<Record<SignInMethod, string>> = {
  link: "one-time link",
  passkey: "passkey",
  oidc: "single sign-on",
};

/** What the operator of the server runs for somebody who has no other way in. */
export function writeLinkCommand(email = "you@example.org"): string {
  return `npx ambit sign-in-link --email ${email}`;
}

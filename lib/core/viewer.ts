export const roles = ["member", "approver", "security", "admin", "auditor"] as const;
export type Role = (typeof roles)[number];

export const signInMethods = ["link", "passkey", "oidc"] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** A person behind a browser session. `authenticatedAt` is when they last proved who they are; step-up renews it. */
export type PersonViewer = {
  kind: "person";
  id: string;
  roles: readonly Role[];
  /** Teams this person leads. */
  leads: readonly string[];
  signIn: { id: string; method: SignInMethod; authenticatedAt: Date };
};

/** The product itself: the terminal acting for an operator, background work, start-up. */
export type SystemViewer = { kind: "system"; id: "terminal" | "worker" | "start" | "sample" };

/** A SCIM directory, by the secret it sent: the log names which. */
export type DirectoryViewer = { kind: "directory"; id: string };

export type AnonymousViewer = { kind: "anonymous" };

export type Viewer = PersonViewer | SystemViewer | DirectoryViewer | AnonymousViewer;

/** Records that the sample data writes are marked, so that they stay out of figures and can be deleted together. */
export function isSample(viewer: Viewer): boolean {
  return viewer.kind === "system" && viewer.id === "sample";
}

const minute = 60_000;
const hour = 60 * minute;

/** How long each way in stays open. The only place that says so. */
export const durations = {
  /** A sign-in ends this long after it was opened, however much it is used. */
  signInMs: 12 * hour,
  /** …and earlier when the browser has not been heard of for this long. */
  idleMs: 2 * hour,
  /** `last_seen_at` is written at most this often. */
  seenEveryMs: minute,
  linkMs: 10 * minute,
  /** A WebAuthn ceremony, or a redirect to the identity provider and back. */
  challengeMs: 5 * minute,
  redirectMs: 15 * minute,
  /** Approving is blocked this long after somebody's passkeys were reset. */
  resetBlockMs: 24 * hour,
} as const;

/** What adding and removing passkeys, roles and people asks for. */
export const recentMinutes = 10;

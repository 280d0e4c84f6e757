/** A secret may be replaced while the old one still works, and no more than that. */
export const maxLiveDirectories = 2;
export const maxDirectoryDays = 365;
export const standardDirectoryDays = 180;
/** From here on the page says that a new secret is due. */
export const expirySoonMs = 21 * 24 * 3_600_000;

export const directoryStates = ["live", "expired", "revoked"] as const;
export type DirectoryState = (typeof directoryStates)[number];

export function judgeDirectory(row: { expiresAt: Date; revokedAt: Date | null }, now: Date): DirectoryState {
  if (row.revokedAt !== null) return "revoked";
  return row.expiresAt <= now ? "expired" : "live";
}

/** Why the directory was told no, where it is not a fault of what it wrote. */
export const refusalCauses = ["last_admin", "uniqueness", "conflict"] as const;
export type RefusalCause = (typeof refusalCauses)[number];

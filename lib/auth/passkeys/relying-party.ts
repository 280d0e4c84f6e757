import "server-only";
import { isIP } from "node:net";
import { getSettings, isLocal } from "@/lib/config/settings";
import { AppError } from "@/lib/core/errors";

export type RelyingParty = { id: string; origin: string };

/** Passkeys belong to a host name, and browsers give them to safe pages only. */
export function readRelyingParty(): RelyingParty | { reason: string } {
  const { publicUrl } = getSettings();
  const { hostname, origin, protocol } = new URL(publicUrl);
  if (isIP(hostname.replace(/^\[|\]$/g, "")) !== 0) {
    return {
      reason: `Passkeys are off: they need a host name, and this console is at the bare address ${hostname}. Set AMBIT_PUBLIC_URL to a name.`,
    };
  }
  if (protocol !== "https:" && !isLocal(publicUrl)) {
    return { reason: `Passkeys are off: browsers allow them over https only, and this console is at ${publicUrl}.` };
  }
  return { id: hostname, origin };
}

export function requireRelyingParty(): RelyingParty {
  const party = readRelyingParty();
  if ("reason" in party) throw new AppError("conflict", party.reason);
  return party;
}

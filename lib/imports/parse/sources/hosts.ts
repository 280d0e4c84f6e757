import type { DraftServer } from "@/lib/imports/rules";
import { unique } from "@/lib/imports/parse/sources/draft-agent";

const address = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]+)/i;

/** Hosts of servers that are called over a network: the agent reaches them. This machine is none, nor is a variable. */
export function hostsOf(servers: readonly DraftServer[]): string[] {
  return unique(servers.map(({ url }) => readHost(url ?? ""))).filter((host) => !isThisMachine(host));
}

function readHost(url: string): string {
  const host = address.exec(url)?.[1]?.toLowerCase() ?? "";
  return /^[\p{L}\p{N}._-]+$/u.test(host) ? host : "";
}

export function isThisMachine(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[?::1\]?|host\.docker\.internal)$/i.test(host);
}

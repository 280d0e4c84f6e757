import { BlockList, isIP, isIPv6 } from "node:net";

/** `server.ts` writes the socket's address here, over anything that came in: Next does not hand the socket on. */
export const peerHeader = "x-ambit-peer";
/** The request target as it came in, written by the same hand. */
export const targetHeader = "x-ambit-path";
export const unknownAddress = "unknown";

type Hops = { peer: string | null | undefined; forwardedFor: string | null | undefined };

/** The caller's address: the socket's, or, behind trusted proxies, the last hop that none of them vouches for. */
export function readClientAddress({ peer, forwardedFor }: Hops, trustedProxies: readonly string[]): string {
  const socket = plainAddress(peer ?? "");
  if (socket === undefined) return unknownAddress;
  const trusted = listTrusted(trustedProxies);
  const hops = (forwardedFor ?? "").split(",").map((hop) => plainAddress(hop));
  let client = socket;
  while (isTrusted(trusted, client) && hops.length > 0) {
    const before = hops.pop();
    // What a trusted proxy did not write as an address says nothing; stop at what is known.
    if (before === undefined) break;
    client = before;
  }
  return client;
}

/** Whether this peer's word about whom it speaks for counts. */
export function isTrustedProxy(peer: string | undefined, trustedProxies: readonly string[]): boolean {
  if (trustedProxies.length === 0) return false;
  const address = plainAddress(peer ?? "");
  return address !== undefined && isTrusted(listTrusted(trustedProxies), address);
}

/** Attempts are counted per /64: whoever has one IPv6 address has as many as they like. */
export function groupAddress(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail = ""] = address.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = address.includes("::") && tail !== "" ? tail.split(":") : [];
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0");
  const groups = address.includes("::") ? [...left, ...zeros, ...right] : left;
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

function plainAddress(text: string): string | undefined {
  const address = text
    .trim()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
  return isIP(address) === 0 ? undefined : address.toLowerCase();
}

function listTrusted(trustedProxies: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of trustedProxies) {
    const [address = "", bits] = entry.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

function isTrusted(list: BlockList, address: string): boolean {
  return list.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

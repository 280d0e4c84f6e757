import { describe, expect, it } from "vitest";
import { groupAddress, readClientAddress } from "@/lib/http/client-address";

describe("readClientAddress", () => {
  it.each<[peer: string | null, forwarded: string | null, trusted: string[], expected: string]>([
    ["203.0.113.9", "1.2.3.4", [], "203.0.113.9"],
    ["::ffff:203.0.113.9", null, [], "203.0.113.9"],
    ["10.0.0.1", "1.2.3.4", ["10.0.0.0/8"], "1.2.3.4"],
    ["10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", ["10.0.0.0/8"], "1.2.3.4"],
    ["10.0.0.1", "6.6.6.6, 1.2.3.4", ["10.0.0.1"], "1.2.3.4"],
    ["10.0.0.1", "1.2.3.4, evil", ["10.0.0.1"], "10.0.0.1"],
    ["10.0.0.1", "", ["10.0.0.1"], "10.0.0.1"],
    ["10.0.0.1", "10.0.0.2", ["10.0.0.0/8"], "10.0.0.2"],
    ["2001:db8::1", "[2001:DB8::5]", ["2001:db8::/64"], "2001:db8::5"],
    ["9.9.9.9", "1.2.3.4", ["10.0.0.0/8"], "9.9.9.9"],
    [null, "1.2.3.4", ["10.0.0.0/8"], "unknown"],
    ["not an address", "1.2.3.4", [], "unknown"],
  ])("socket %s, forwarded %s, trusted %s", (peer, forwardedFor, trusted, expected) => {
    expect(readClientAddress({ peer, forwardedFor }, trusted)).toBe(expected);
  });
});

describe("groupAddress", () => {
  it.each([
    ["203.0.113.9", "203.0.113.9"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
    ["2001:db8::9", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["unknown", "unknown"],
  ])("%s", (address, expected) => {
    expect(groupAddress(address)).toBe(expected);
  });
});

import { expect, test } from "vitest";
import { isPublicUnicast } from "./addresses";

const refused = {
  "this network": ["0.0.0.0", "0.1.2.3"],
  private: ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
  "shared by a carrier": ["100.64.0.1", "100.127.255.255", "100.100.100.200"],
  loopback: ["127.0.0.1", "127.255.255.254", "::1"],
  "link-local": ["169.254.169.254", "fe80::1", "fe80::1%eth0", "febf::1"],
  "platform secrets": ["168.63.129.16", "fd00:ec2::254"],
  protocols: ["192.0.0.1", "192.0.0.170", "192.88.99.1", "2001::1", "2001:1ff:ffff::1"],
  documentation: ["192.0.2.1", "198.51.100.7", "203.0.113.9", "2001:db8::1", "3fff::1", "3fff:fff::1"],
  benchmarks: ["198.18.0.1", "198.19.255.255", "2001:2::1"],
  multicast: ["224.0.0.1", "239.255.255.255", "ff02::1", "ff0e::1"],
  reserved: ["240.0.0.1", "255.255.255.255", "::", "4000::1", "5f00::1", "100::1"],
  "unique local": ["fc00::1", "fdff::1"],
  "site-local": ["fec0::1"],
  mapped: ["::ffff:93.184.215.14", "::ffff:127.0.0.1", "::ffff:7f00:1"],
  compatible: ["::127.0.0.1", "::5db8:d70e"],
  translated: ["64:ff9b::5db8:d70e", "64:ff9b::7f00:1", "64:ff9b:1::a00:1"],
  "6to4": ["2002:7f00:1::1", "2002:5db8:d70e::1"],
  "no address": ["", "localhost", "1.2.3", "0x7f000001", "2130706433", "127.1", "1.2.3.4.5", "[::1]", "1.2.3.4%eth0"],
} as const;

const letThrough = [
  "1.1.1.1",
  "9.255.255.255",
  "11.0.0.0",
  "93.184.215.14",
  "100.63.255.255",
  "100.128.0.0",
  "126.255.255.255",
  "128.0.0.1",
  "168.63.129.15",
  "169.253.255.255",
  "172.15.255.255",
  "172.32.0.0",
  "192.167.255.255",
  "192.169.0.0",
  "198.17.255.255",
  "198.20.0.0",
  "223.255.255.255",
  "2001:200::1",
  "2003::1",
  "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
  "2a00:1450:4001:82f::200e",
  "3fff:1000::1",
];

test.each(Object.entries(refused).flatMap(([why, list]) => list.map((address) => [why, address])))(
  "%s: %s is no public host",
  (_, address) => expect(isPublicUnicast(address)).toBe(false),
);

test.each(letThrough)("%s is a public host", (address) => expect(isPublicUnicast(address)).toBe(true));

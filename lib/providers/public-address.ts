import { BlockList, isIP } from "node:net";

/** Ranges that lead into a network of ours or to nobody (RFC 6890 and its registries), metadata services included. */
const RESERVED = new BlockList();
for (const [address, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  RESERVED.addSubnet(address, bits, "ipv4");

/** Of IPv6, everything outside 2000::/3 is reserved; inside, what carries an IPv4 address is judged as unsafe. */
const GLOBAL = new BlockList();
GLOBAL.addSubnet("2000::", 3, "ipv6");
const WRAPPED = new BlockList();
for (const [address, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
] as const)
  WRAPPED.addSubnet(address, bits, "ipv6");

/** Whether an IP address, as text, is one of the public internet. Anything else than an address is not. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !RESERVED.check(address, "ipv4");
  if (version !== 6 || address.includes("%")) return false;
  return GLOBAL.check(address, "ipv6") && !WRAPPED.check(address, "ipv6");
}

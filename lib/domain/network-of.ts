import { isIPv6 } from "node:net";

const GROUPS = 8;
const GROUPS_OF_NETWORK = 4;

/** The eight groups of an IPv6 address as numbers. @param address as a URL writes it: in lower case, without dots. */
function groupsOf(address: string): number[] {
  const [before = [], after = []] = address
    .split("::")
    .map((part) => (part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16))));
  return [...before, ...Array<number>(GROUPS - before.length - after.length).fill(0), ...after];
}

/**
 * What is counted as one sender: an IPv4 address, and of IPv6 the network of 64 bits that one household has to itself,
 * as "2001:db8:0:7::/64". An IPv4 address that is written as IPv6 is the same sender as without.
 * @param address as a proxy or socket reports it; anything else comes back as it is.
 */
export function networkOf(address: string): string {
  const [plain = ""] = address.split("%");
  if (!isIPv6(plain)) return address;
  const groups = groupsOf(new URL(`http://[${plain}]`).hostname.slice(1, -1));
  const [high = 0, low = 0] = groups.slice(-2);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) return [high >> 8, high & 0xff, low >> 8, low & 0xff].join(".");
  const network = groups.slice(0, GROUPS_OF_NETWORK).map((group) => group.toString(16));
  return `${network.join(":")}::/64`;
}

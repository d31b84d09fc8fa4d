import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { networkOf } from "@/lib/domain/network-of";

describe("who counts as one sender", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["::FFFF:cb00:7107", "203.0.113.7"],
    ["2001:db8:0:7:aaaa:bbbb:cccc:dddd", "2001:db8:0:7::/64"],
    ["2001:0DB8:0000:0007::1", "2001:db8:0:7::/64"],
    ["2001:db8::", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["64:ff9b::203.0.113.7", "64:ff9b:0:0::/64"],
    ["unknown", "unknown"],
    ["", ""],
  ])("%s is %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it("is the same for every host of a network, and another for every other network", () => {
    const group = fc.integer({ min: 1, max: 0xffff });
    const groups = (many: number) => fc.array(group, { minLength: many, maxLength: many });
    const written = (parts: readonly number[]) => parts.map((part) => part.toString(16)).join(":");
    fc.assert(
      fc.property(groups(4), groups(4), groups(4), group, (network, host, other, change) => {
        const one = networkOf(written([...network, ...host]));
        expect(networkOf(written([...network, ...other]))).toBe(one);
        const [first = 0, ...rest] = network;
        fc.pre(change !== first);
        expect(networkOf(written([change, ...rest, ...host]))).not.toBe(one);
      }),
    );
  });
});

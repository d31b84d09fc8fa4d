import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mailboxKey } from "@/lib/domain/mailbox-key";

const name = fc.stringMatching(/^[a-z0-9_-][a-z0-9._-]{0,20}$/).filter((text) => /[^.]/.test(text));
const tag = fc.stringMatching(/^[a-z0-9.+_-]{0,20}$/);
const domain = fc.stringMatching(/^[a-z0-9]{1,10}\.(?:com|example|co\.uk)$/).filter((it) => !/^g/.test(it));

describe("the mailbox of an address", () => {
  it.each([
    ["ana@example.com", "ana@example.com"],
    [" Ana+Friday@Example.COM ", "ana@example.com"],
    ["a.na@example.com", "a.na@example.com"],
    ["a.n.a+x@gmail.com", "ana@gmail.com"],
    ["Ana+1+2@GoogleMail.com", "ana@gmail.com"],
    ["+ana@example.com", "+ana@example.com"],
    ["no address", "no address"],
  ])("%j is %j", (address, mailbox) => {
    expect(mailboxKey(address)).toBe(mailbox);
  });

  it("is one for every tag and case, and its own mailbox", () => {
    fc.assert(
      fc.property(name, tag, domain, (name, tag, domain) => {
        const mailbox = mailboxKey(`${name}@${domain}`);
        expect(mailbox).toBe(`${name}@${domain}`);
        expect(mailboxKey(`${name}+${tag}@${domain}`.toUpperCase())).toBe(mailbox);
      }),
    );
  });

  it("is one at Gmail wherever there are dots", () => {
    fc.assert(
      fc.property(name, tag, fc.array(fc.nat(20)), (name, tag, dots) => {
        const dotted = [...name].map((letter, at) => (dots.includes(at) ? `${letter}.` : letter)).join("");
        const mailbox = mailboxKey(`${name}@gmail.com`);
        expect(mailbox).toBe(`${name.replaceAll(".", "")}@gmail.com`);
        expect(mailboxKey(`${dotted}+${tag}@googlemail.com`)).toBe(mailbox);
      }),
    );
  });

  it("is its own key, whatever it is of", () => {
    const oddName = fc.stringMatching(/^[+.@a]{0,8}$/);
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), oddName),
        fc.constantFrom("gmail.com", "example.com"),
        (name, domain) => {
          const mailbox = mailboxKey(`${name}@${domain}`);
          expect(mailboxKey(mailbox)).toBe(mailbox);
        },
      ),
    );
  });
});

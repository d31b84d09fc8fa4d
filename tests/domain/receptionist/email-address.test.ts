import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answeredEmail } from "@/lib/domain/receptionist/brain/email-address";

/** Words that stand for a sign or a figure when they are said. */
const MEANT = new Set(
  "at dot period full stop under score underscore dash hyphen minus plus sign is it my the to use try yes yeah yep sure ok okay of course please so um uh well oh no sorry email e mail address g hot out look i cloud one two three four five six seven eight nine ten zero".split(
    " ",
  ),
);
const word = fc
  .stringMatching(/^[a-z]{2,8}$/)
  .filter(
    (text) => !MEANT.has(text) && !/^(?:u+[mh]+|(?:six|seven|eigh|nine)?teen|eleven|twelve|.*ty)$/.test(text),
  );
const SIGNS = { ".": "dot", _: "underscore", "-": "dash", "+": "plus" } as const;
const sign = fc.constantFrom(...(Object.keys(SIGNS) as (keyof typeof SIGNS)[]));
const local = fc.tuple(word, fc.array(fc.tuple(sign, word), { maxLength: 3 }));
const domain = fc.tuple(
  fc.array(word, { minLength: 1, maxLength: 2 }),
  fc.constantFrom("com", "org", "net", "io"),
);

describe("an address as people say it", () => {
  it.each([
    ["maya dot torres at example dot com", "maya.torres@example.com"],
    ["Sure, it's Maya dot Torres at Example dot com.", "maya.torres@example.com"],
    ["my email is m torres underscore 7 at gmail dot com", "mtorres_7@gmail.com"],
    ["J-O-H-N at hot mail dot com", "john@hotmail.com"],
    ["yeah j o h n dash smith four two at out look dot co dot uk", "john-smith42@outlook.co.uk"],
    ["Maya.Torres@Example.com", "maya.torres@example.com"],
    ["you can use info+front@harbor-dental.example.com please", "info+front@harbor-dental.example.com"],
  ])("%s", (said, address) => expect(answeredEmail(said)).toBe(address));

  it.each([
    "",
    "no",
    "I don't have one",
    "at noon",
    "the one from work",
    "@",
    "maya at",
    "at example dot com",
    "tomorrow at three",
  ])("is none in: %s", (said) => expect(answeredEmail(said)).toBeNull());

  it("is read back from its words, whatever it is made of", () => {
    fc.assert(
      fc.property(local, domain, ([first, rest], [labels, top]) => {
        const address = `${first}${rest.map(([mark, next]) => mark + next).join("")}@${[...labels, top].join(".")}`;
        const said = `${first}${rest.map(([mark, next]) => ` ${SIGNS[mark]} ${next}`).join("")} at ${[...labels, top].join(" dot ")}`;
        expect(answeredEmail(said)).toBe(address);
        expect(answeredEmail(`It's ${address}.`)).toBe(address);
      }),
      { numRuns: 500 },
    );
  });

  it("never is anything but an address or nothing, and never takes long", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (said) => {
        const found = answeredEmail(said);
        if (found !== null) expect(found).toMatch(/^[^\s@]+@[^\s@]+\.[a-z]{2,}$/);
      }),
    );
  });
});

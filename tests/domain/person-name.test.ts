import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MOST_NAME_CHARACTERS, personName, splitName } from "@/lib/domain/person-name";

const read = (text: string) => {
  const name = splitName(text);
  return name && personName({ ...name, username: "jdoe" });
};

describe("a whole name in two fields", () => {
  it.each([
    ["Jean-Luc van der Berg", { firstName: "Jean-Luc", lastName: "van der Berg" }],
    ["Jane Doe", { firstName: "Jane", lastName: "Doe" }],
    ["Cher", { firstName: "Cher", lastName: "" }],
    [" \t李  小龍\n", { firstName: "李", lastName: "小龍" }],
    ["", { firstName: "", lastName: "" }],
  ])("%j is split at its first word", (text, name) => {
    expect(splitName(text)).toEqual(name);
  });

  it("gives more words to the first name where the rest would be too long", () => {
    const [a, b, c] = ["a", "b", "c"].map((letter) => letter.repeat(60));
    expect(splitName(`${a} ${b}`)).toEqual({ firstName: a, lastName: b });
    expect(splitName(`x ${a} ${b}`)).toEqual({ firstName: `x ${a}`, lastName: b });
    expect(splitName(`${a} ${b} ${c}`)).toBeNull();
    expect(splitName("x".repeat(MOST_NAME_CHARACTERS + 1))).toBeNull();
  });

  it("reads back as it was written, in fields that hold it", () => {
    const words = fc.array(fc.string({ minLength: 1, maxLength: 120, unit: "grapheme" }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(words, (given) => {
        const text = given.flatMap((word) => word.split(/\s+/).filter(Boolean)).join(" ");
        const name = splitName(text);
        if (!name) return text.length > MOST_NAME_CHARACTERS;
        const isHeld = [name.firstName, name.lastName].every(({ length }) => length <= MOST_NAME_CHARACTERS);
        return isHeld && read(text) === (text || "jdoe");
      }),
    );
  });

  it("takes every name of up to a hundred characters", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: MOST_NAME_CHARACTERS }), (text) => splitName(text) !== null),
    );
  });
});

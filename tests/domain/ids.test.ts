import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeId, encodeId, newId } from "@/lib/domain/ids";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** The same by long division: slow and plain. */
function reference(uuid: string): string {
  let value = BigInt(`0x${uuid.replaceAll("-", "")}`);
  let text = "";
  for (let i = 0; i < 26; i += 1) {
    text = ALPHABET.charAt(Number(value % 32n)) + text;
    value /= 32n;
  }
  return text;
}

describe("a prefixed id", () => {
  it("is the UUID in base 32, and leads back to it", () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        const id = encodeId("lead", uuid);
        expect(id).toBe(`lead_${reference(uuid)}`);
        expect(decodeId("lead", id)).toBe(uuid);
        expect(decodeId("call", id)).toBeUndefined();
      }),
    );
  });

  it.each([
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    newId(new Date()),
  ])("holds %s", (uuid) => expect(decodeId("lead", encodeId("lead", uuid))).toBe(uuid));

  it("is not read from any other text", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 26, maxLength: 26 }), (body) => {
        const uuid = decodeId("lead", `lead_${body}`);
        if (uuid !== undefined) expect(encodeId("lead", uuid)).toBe(`lead_${body}`);
      }),
    );
    for (const body of [
      `8${"0".repeat(25)}`,
      "0".repeat(25),
      "0".repeat(27),
      `${"0".repeat(25)}u`,
      `I${"0".repeat(25)}`,
    ])
      expect(decodeId("lead", `lead_${body}`)).toBeUndefined();
  });
});

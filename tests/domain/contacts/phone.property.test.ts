import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalisePhone } from "@/lib/domain/contacts";

describe("normalising a phone number", () => {
  it.each([
    ["(212) 555-0123", "+12125550123", true],
    ["12125550123", "+12125550123", true],
    ["212-555-0123 ext 5", "+12125550123", true],
    ["tel:+12125550123", "+12125550123", true],
    ["１２１２５５５０１２３", "+12125550123", true],
    ["+44 20 7183 8750", "+442071838750", true],
    ["00442071838750", "+442071838750", true],
    ["011442071838750", "+442071838750", true],
  ])("reads %s", (text, e164, isPossible) => {
    expect(normalisePhone(text)).toEqual({ e164, isPossible });
  });

  it.each([
    ["+1-555-0100", "+15550100"],
    ["+1234567890", "+1234567890"],
    ["+0987654321", "+0987654321"],
    ["5550100", "+5550100"],
    ["+123", "+123"],
  ])("keeps %s, which cannot exist, and says so", (text, e164) => {
    expect(normalisePhone(text)).toEqual({ e164, isPossible: false });
  });

  it.each([
    "",
    "+",
    "12",
    "anonymous",
    "1-800-FLOWERS",
    "sip:+12125550123@example.com",
    "1".repeat(16),
    "1".repeat(200),
  ])("refuses %j", (text) => {
    expect(normalisePhone(text)).toBeNull();
  });

  it("follows the country it is told for a number without +", () => {
    expect(normalisePhone("020 7183 8750", "GB")).toEqual({ e164: "+442071838750", isPossible: true });
  });

  it("never throws, yields + and 3 to 15 digits, and changes nothing the second time", () => {
    const texts = fc.oneof(
      fc.stringMatching(/^\+?[0-9]{1,17}$/),
      fc.stringMatching(/^[0-9 ()+.x-]{3,24}$/),
      fc.string({ unit: "binary", maxLength: 40 }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const phone = normalisePhone(text);
        if (!phone) return;
        expect(phone.e164).toMatch(/^\+\d{3,15}$/);
        expect(normalisePhone(phone.e164)).toEqual(phone);
      }),
      { numRuns: 3000 },
    );
  });
});

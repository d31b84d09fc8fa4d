import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameOrNone, withoutLinks } from "@/lib/domain/text";

describe("text without links", () => {
  it.each([
    "https://evil.example/claim",
    "evil.example",
    "www.evil",
    "x@evil.example",
    "банк.рф",
    "evil.中国",
    "evil。com",
    "evil｡com",
    "paypal․com",
    "ｅｖｉｌ．ｃｏｍ",
    "evil\u200b.com",
    "evil.\u200bcom",
    "संगठन.भारत",
    "1.2.3.4/x",
    "evil.com:8080",
    "http:evil.com",
  ])("has no %s", (link) => {
    expect(withoutLinks(`Hi ${link} x`)).toBe("Hi x");
  });

  it.each(["Dr. Smith & Sons, 24/7", "Check-up (30 min.)", "Müller e. V.", "1.5 hours", "Ｃ＆Ａ"])(
    "leaves %s",
    (words) => {
      expect(withoutLinks(words)).toBe(words.normalize("NFKC"));
    },
  );

  it("has none left where the parts of one would come together", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab.。/@:w12 \u200b\u2024中ा") }), (words) => {
        const once = withoutLinks(words);
        expect(withoutLinks(once)).toBe(once);
      }),
    );
  });
});

describe("a name that a stranger typed", () => {
  it.each([
    "Ana Diaz",
    "Jean-Luc O'Neill",
    "Seán Ó’Brien",
    "Dr. J. R. Smith Jr.",
    "J.R. Smith",
    "王小明",
    "Ольга Иванова",
    "अनीता",
    "María José de la",
  ])("is %s", (name) => {
    expect(nameOrNone(`  ${name} `)).toBe(name);
  });

  it.each([
    "",
    "Call +1 888 555 0100",
    "Win at https://evil.example now",
    "Ana evil.com",
    "you won, claim it",
    "one two three four five six",
    "a".repeat(61),
    "Ana\nBcc: x@example.com",
    "<b>Ana</b>",
  ])("is not %j", (words) => {
    expect(nameOrNone(words)).toBe("");
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SentenceReader } from "@/lib/domain/receptionist/model-brain/sentences";

const TEXT =
  "Hello there! Dr. Chen can see you at 3 p.m. on Tuesday. It costs $3.50. Does that work?\nLet me know";
const SENTENCES = [
  "Hello there!",
  "Dr. Chen can see you at 3 p.m. on Tuesday.",
  "It costs $3.50.",
  "Does that work?",
  "Let me know",
];

describe("a text in pieces", () => {
  it("comes as its sentences, however it is cut", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (sizes) => {
        const reader = new SentenceReader();
        const found: string[] = [];
        for (let at = 0, turn = 0; at < TEXT.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          found.push(...reader.push(TEXT.slice(at, at + size)));
          at += size;
        }
        expect([...found, ...reader.end()]).toEqual(SENTENCES);
      }),
    );
  });
});

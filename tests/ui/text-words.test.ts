import { expect, it } from "vitest";
import { type TextHindrance, textRefusal } from "@/lib/domain/texts";
import { HINDRANCE } from "@/lib/ui/text-words";

it.each(Object.entries(HINDRANCE) as [TextHindrance, string][])(
  "the dashboard words %s as the domain does",
  (hindrance, words) => {
    expect(textRefusal(hindrance, "phone").message).toBe(words);
  },
);

import fc from "fast-check";
import { expect, it } from "vitest";
import { safePath } from "@/lib/ui/safe-path";

const ORIGIN = "https://desk.example";

it.each([
  ["/leads?page=2", "/leads?page=2"],
  ["/invitation/m.1%2F2", "/invitation/m.1%2F2"],
  ["/a/../b", "/b"],
  [undefined, "/home"],
  ["", "/home"],
  ["leads", "/home"],
  ["//evil.example", "/home"],
  ["/.//evil.example/x", "/home"],
  ["/%2e//evil.example", "/home"],
  ["/\\evil.example", "/home"],
  ["/a/..//evil.example", "/home"],
  ["https://evil.example", "/home"],
])("%s leads to %s", (path, target) => {
  expect(safePath(path)).toBe(target);
});

it("never leads to another site", () => {
  const piece = fc.constantFrom(
    "/",
    "\\",
    ".",
    "..",
    "%2e",
    "%2f",
    "%5c",
    "\t",
    "\n",
    "@",
    ":",
    "evil.example",
    "a",
    "?",
    "#",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      expect(new URL(safePath(`/${pieces.join("")}`), ORIGIN).origin).toBe(ORIGIN);
    }),
  );
});

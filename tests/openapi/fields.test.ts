import { describe, expect, it } from "vitest";
import { z } from "zod";
import { wireIds } from "@/lib/http/wire";
import { fieldsOf } from "@/lib/openapi/fields";
import { schemaOf } from "@/lib/openapi/schemas";

const ids = wireIds({ lead: "lead" });
const fields = (schema: z.ZodType) => fieldsOf(schemaOf(schema, "input"));
const field = (over: object) => ({
  name: "it",
  type: "string",
  isRequired: true,
  description: null,
  values: [],
  rules: [],
  fields: [],
  ...over,
});

describe("a field in words", () => {
  it.each([
    ["text with limits", z.string().min(1).max(2000), { rules: ["1 to 2,000 characters"] }],
    ["text with a format", z.email().max(320), { type: "string (email)", rules: ["at most 320 characters"] }],
    ["a number with a floor", z.number().int().min(5), { type: "integer", rules: ["at least 5"] }],
    [
      "what may be null",
      z.string().max(9).nullable(),
      { type: "string or null", rules: ["at most 9 characters"] },
    ],
    ["a choice", z.enum(["new", "old"]), { values: ["new", "old"] }],
    ["the one value", z.literal(true), { type: "boolean", values: ["true"] }],
    [
      "what may be left out",
      z.number().default(20).describe("How many."),
      { type: "number", isRequired: false, rules: ["default 20"], description: "How many." },
    ],
    [
      "an instant or a date",
      z.union([z.iso.datetime({ offset: true }), z.iso.date()]),
      { type: "string (date-time) or string (date)" },
    ],
    [
      "an id that may be null",
      ids.read("lead").nullable(),
      {
        type: "string or null",
        rules: ["at most 100 characters"],
        description: "An id: lead_ and 26 letters and digits.",
      },
    ],
    ["a list", z.array(z.string()).max(3), { type: "list of strings", rules: ["at most 3 entries"] }],
    ["free names", z.record(z.string(), z.number()), { type: "object with any names" }],
    [
      "a list of objects",
      z.array(z.object({ inner: z.boolean().optional() })),
      { type: "list of objects", fields: [field({ name: "inner", type: "boolean", isRequired: false })] },
    ],
    [
      "an object that may be null",
      z.object({ inner: z.string() }).nullable(),
      { type: "object or null", fields: [field({ name: "inner" })] },
    ],
  ])("%s", (_, schema, expected) => {
    expect(fields(z.object({ it: schema }))).toEqual([field(expected)]);
  });
});

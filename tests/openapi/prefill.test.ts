import { describe, expect, it } from "vitest";
import { z } from "zod";
import { encodeId } from "@/lib/domain/ids";
import { wireIds } from "@/lib/http/wire";
import { trialBody, tryField } from "@/lib/openapi/prefill";
import { schemaOf } from "@/lib/openapi/schemas";

const OWN = "019b76da-9a8c-7bf5-a2e3-d1c0f4e5a6b7";
const mine = { businessId: OWN, now: new Date("2026-11-28T18:00:00Z") };
const nobody = { ...mine, businessId: null };
const ids = wireIds({ business: "biz", lead: "lead" });
const schema = schemaOf(
  z.object({
    business_id: ids.read("business").optional(),
    lead_id: ids.read("lead").nullish(),
    contact: z.object({ lead_id: ids.read("lead"), at: z.iso.datetime().nullish() }).optional(),
    times: z.array(z.object({ at: z.iso.datetime({ offset: true }) })).optional(),
    born: z.iso.date().optional(),
    name: z.string().optional(),
  }),
  "input",
);

describe("the body of a trial", () => {
  it("names the caller's own business, and leaves out ids that are nobody's where it may", () => {
    const example = {
      business_id: "biz_1",
      lead_id: "lead_1",
      contact: { lead_id: "lead_1" },
      name: "2026-01-01T00:00:00Z",
      born: "2020-02-29",
      extra: { kept: true },
    };
    expect(trialBody(schema, example, mine)).toEqual({
      business_id: encodeId("biz", OWN),
      contact: { lead_id: "lead_1" },
      name: "2026-01-01T00:00:00Z",
      born: "2020-02-29",
      extra: { kept: true },
    });
    expect(trialBody(schema, example, nobody)).toEqual({
      contact: { lead_id: "lead_1" },
      name: "2026-01-01T00:00:00Z",
      born: "2020-02-29",
      extra: { kept: true },
    });
  });

  it("moves times that have passed by whole weeks, at least a day ahead, and no others", () => {
    const at = (text: string) => trialBody(schema, { times: [{ at: text }] }, mine);
    expect(at("2026-01-20T14:00:00Z")).toEqual({ times: [{ at: "2026-12-01T14:00:00.000Z" }] });
    expect(at("2026-11-28T18:30:00Z")).toEqual({ times: [{ at: "2026-12-05T18:30:00.000Z" }] });
    expect(at("2027-01-20T14:00:00+02:00")).toEqual({ times: [{ at: "2027-01-20T14:00:00+02:00" }] });
    expect(at("soon")).toEqual({ times: [{ at: "soon" }] });
  });

  it("takes any example as it is where the schema says nothing of it", () => {
    expect(trialBody({ type: "object" }, { event: [1, "x", null] }, mine)).toEqual({ event: [1, "x", null] });
    expect(trialBody({}, null, mine)).toBe(null);
  });
});

describe("a parameter of a trial", () => {
  const parameter = (name: string, type: z.ZodType) =>
    tryField({ name, in: "query", required: false, schema: schemaOf(type, "input") }, mine);

  it("is filled in where it is the caller's own business", () => {
    expect(parameter("business_id", ids.read("business")).value).toBe(encodeId("biz", OWN));
    expect(
      tryField(
        { name: "x", in: "path", required: true, schema: schemaOf(ids.read("business"), "input") },
        nobody,
      ).value,
    ).toBe("");
  });

  it("shows the form of other ids, the default, and the choices", () => {
    expect(parameter("lead_id", ids.read("lead"))).toMatchObject({
      value: "",
      placeholder: "lead_…",
      options: [],
    });
    expect(parameter("page", z.coerce.number().int().default(1))).toMatchObject({ placeholder: "default 1" });
    expect(parameter("status", z.enum(["new", "old"]))).toMatchObject({ options: ["new", "old"] });
  });
});

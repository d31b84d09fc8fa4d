import fc from "fast-check";
import { getCountries, getExampleNumber } from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";
import { describe, expect, it } from "vitest";
import { createAgent, saveAgentDraft, updateAgent } from "@/lib/domain/agents";
import { updateBusiness } from "@/lib/domain/businesses";
import { addNumber, dialCountries, dialRefusal } from "@/lib/domain/numbers";
import { parseEnv } from "@/lib/env";
import { makeTenant } from "../../support/context";

const JAMAICA = "+18765551234";
const DOMINICAN = "+18095551234";
const NEW_YORK = "+12125550188";
const LONDON = "+442071234567";
const UNITED_STATES = new Set(["US"]);

describe("the countries that are dialled", () => {
  it("are those of the business's own numbers, whatever its profile says", async () => {
    const { ctx } = await makeTenant();
    await updateBusiness(ctx, { phone: JAMAICA });
    expect(await dialCountries(ctx)).toEqual(new Set(["JM"]));
    await addNumber(ctx, { e164: "+442079460001" });
    await addNumber(ctx, { e164: "+14165550100" });
    expect(await dialCountries(ctx)).toEqual(new Set(["GB", "CA"]));
  });

  it.each([
    ["America/New_York", ["US"]],
    ["Europe/London", ["GB"]],
    ["Europe/Berlin", ["DE"]],
    ["UTC", []],
  ])("are that of the time zone %s before there is a number", async (timeZone, countries) => {
    const { ctx } = await makeTenant();
    await updateBusiness(ctx, { phone: null, timeZone });
    expect(await dialCountries(ctx)).toEqual(new Set(countries));
  });

  it("are added to by the deployment, by their codes", () => {
    expect(parseEnv({ DIAL_COUNTRIES: "ca, MX" }).DIAL_COUNTRIES).toEqual(["CA", "MX"]);
    expect(parseEnv({}).DIAL_COUNTRIES).toEqual([]);
    expect(() => parseEnv({ DIAL_COUNTRIES: "Canada" })).toThrow("DIAL_COUNTRIES");
  });
});

describe("a number elsewhere", () => {
  it("is refused in words that say where it is and where calls go", () => {
    expect(dialRefusal(NEW_YORK, UNITED_STATES)).toBeNull();
    expect(dialRefusal(JAMAICA, UNITED_STATES)).toBe(
      "+18765551234 is in Jamaica, and calls go to United States only. Enter a number there, or have whoever runs Frontdesk allow another country.",
    );
    expect(dialRefusal(DOMINICAN, UNITED_STATES)).toContain("Dominican Republic");
    expect(dialRefusal(JAMAICA, new Set(["US", "JM"]))).toBeNull();
    expect(dialRefusal("+15555550123", UNITED_STATES)).toContain("belongs to no country");
    expect(dialRefusal("+19005551234", UNITED_STATES)).toContain("premium-rate");
  });

  it("is refused of every country but those that are dialled", () => {
    const country = fc.constantFrom(...getCountries());
    fc.assert(
      fc.property(country, country, (where, dialled) => {
        const number = getExampleNumber(where, examples)?.number;
        if (!number) return;
        const refusal = dialRefusal(number, new Set([dialled]));
        if (where !== dialled) expect(refusal).not.toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it("is refused at the field when it is saved, and stays where it stood before", async () => {
    const { ctx } = await makeTenant();
    await updateBusiness(ctx, { phone: JAMAICA });
    const agent = await createAgent(ctx, { name: "Ana", fallbackNumbers: [JAMAICA] });
    await updateBusiness(ctx, { phone: LONDON });
    const rule = (number: string) => ({
      label: "Billing",
      when: { kinds: [], topics: [] },
      whom: { label: "Ana", numbers: [number] },
      hours: { kind: "always" as const },
      urgency: "high" as const,
      hasWhisper: true,
    });
    const attempts: [string, () => Promise<unknown>][] = [
      ["fallbackNumbers", () => createAgent(ctx, { name: "Bo", fallbackNumbers: [NEW_YORK] })],
      ["fallbackNumbers", () => saveAgentDraft(ctx, { id: agent.id, fallbackNumbers: [JAMAICA, NEW_YORK] })],
      ["handOffRules", () => updateAgent(ctx, { id: agent.id, handOffRules: [rule(DOMINICAN)] })],
    ];
    for (const [field, attempt] of attempts) {
      await expect(attempt()).rejects.toMatchObject({
        code: "validation_failed",
        detail: { fields: { [field]: [expect.stringContaining("calls go to United Kingdom only")] } },
      });
    }
    const kept = await updateAgent(ctx, { id: agent.id, fallbackNumbers: [LONDON, JAMAICA] });
    expect(kept.fallbackNumbers).toEqual([LONDON, JAMAICA]);
  });
});

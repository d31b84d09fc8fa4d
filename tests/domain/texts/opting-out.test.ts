import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createIntegration, removeIntegration, updateIntegration } from "@/lib/domain/integrations";
import { sendText, textHindrance } from "@/lib/domain/texts";
import { keywordOf } from "@/lib/domain/texts/keywords";
import { makeTenant } from "../../support/context";
import { office, PHONE, say, work } from "./text-office";

describe("opting out", () => {
  it("stops everything to the number from this business until START, and is confirmed once", async () => {
    const tenant = await office();
    const other = await office();
    await sendText(tenant.ctx, { phone: PHONE, content: "Waiting" });
    await say(tenant.number, "Stop.");
    await say(tenant.number, "STOP ALL");
    await expect(sendText(tenant.ctx, { phone: PHONE, content: "Hi" })).rejects.toMatchObject({
      code: "validation_failed",
    });
    expect((await sendText(other.ctx, { phone: PHONE, content: "Hi" })).status).toBe("queued");
    await work(tenant);
    expect(tenant.sent).toEqual([expect.stringContaining("You are unsubscribed")]);
    await say(tenant.number, "yes!");
    await work(tenant);
    expect(tenant.sent[1]).toContain("You will receive messages again");
    expect((await sendText(tenant.ctx, { phone: PHONE, content: "Hi" })).status).toBe("queued");
  });

  it("answers HELP with how the business is reached, and takes YES for a text where nobody opted out", async () => {
    const tenant = await office();
    await say(tenant.number, "help");
    await say(tenant.number, "Yes");
    await work(tenant);
    expect(tenant.sent).toEqual([expect.stringContaining("Reply STOP to stop")]);
  });

  it("answers a machine that asks for HELP again and again three times a day, and obeys it always", async () => {
    const tenant = await office();
    for (let i = 0; i < 5; i += 1) await say(tenant.number, "HELP");
    await work(tenant);
    expect(tenant.sent).toHaveLength(3);
    for (let i = 0; i < 6; i += 1) {
      await say(tenant.number, "STOP");
      await say(tenant.number, "START");
    }
    await say(tenant.number, "STOP");
    await work(tenant);
    expect(tenant.sent).toHaveLength(10);
    expect(await textHindrance(tenant.ctx, PHONE)).toBe("opted_out");
  });

  it("says why nothing can be written to somebody", async () => {
    const tenant = await office();
    const hindrances = [];
    for (const phone of [null, "911", "+12025550100000", tenant.number, PHONE])
      hindrances.push(await textHindrance(tenant.ctx, phone));
    const bare = await makeTenant();
    hindrances.push(await textHindrance(bare.ctx, PHONE));
    Object.assign(bare.ctx.ports.telephony, { isConfigured: true });
    hindrances.push(await textHindrance(bare.ctx, PHONE));
    expect(hindrances).toEqual([
      "no_phone",
      "not_reachable",
      "not_reachable",
      "own_number",
      null,
      "no_carrier",
      "no_number",
    ]);
    await expect(sendText((await makeTenant()).ctx, { phone: PHONE, content: "Hi" })).rejects.toThrow(
      "no phone carrier is connected",
    );
  });

  it("says of a Twilio account that is not in use that it is that, and not that there is none", async () => {
    const { ctx } = await makeTenant();
    const { id } = await createIntegration(ctx, { type: "twilio", config: {} });
    expect(await textHindrance(ctx, PHONE)).toBe("unused_account");
    await expect(sendText(ctx, { phone: PHONE, content: "Hi" })).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("your Twilio account is connected, but not in use"),
    });
    await updateIntegration(ctx, { id, isEnabled: false });
    expect(await textHindrance(ctx, PHONE)).toBe("unused_account");
    await removeIntegration(ctx, id);
    expect(await textHindrance(ctx, PHONE)).toBe("no_carrier");
  });

  it("reads the words in any case and punctuation, and only alone", () => {
    const words = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"];
    const around = fc.stringMatching(/^[ .!"'?,-]{0,4}$/);
    fc.assert(
      fc.property(fc.constantFrom(...words), around, around, fc.boolean(), (word, before, after, isLower) => {
        const text = `${before}${isLower ? word.toLowerCase() : word}${after}`;
        expect(keywordOf(text)).toEqual({ kind: "stop", word });
        expect(keywordOf(`${text} my appointment`)).toBeNull();
      }),
    );
    expect(keywordOf("Opt-out")?.kind).toBe("stop");
    expect(keywordOf("INFO")?.kind).toBe("help");
  });
});

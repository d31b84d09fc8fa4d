import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type TelephonyEvent, takeOverCall } from "@/lib/domain/calls";
import { addNumber } from "@/lib/domain/numbers";
import { ANA, askingCaller, BEN } from "./asking-caller";
import { at, CALLER, makeCallTenant } from "./call-story";
import { outOfReach, refused } from "./fake-vendors";

/** What the owner has of a caller who hung up while the first was rung. */
const HUNG_UP = {
  kind: "callback",
  urgency: "critical",
  body: `The caller asked for a person, and hung up before anybody took the call.\n\nAbout: a wrong invoice\n\nRung:\n${ANA}: the caller hung up first`,
};

describe("putting a caller through", () => {
  it("rings one after the other, each once, and connects who takes the call", async () => {
    const line = await askingCaller();
    await line.start();
    await line.start();
    expect(line.commands()).toEqual([["dial", ANA]]);
    await line.report(line.leg(ANA, { type: "hangup", cause: "user_busy" }));
    expect(line.commands()).toEqual([
      ["dial", ANA],
      ["dial", BEN],
    ]);
    await line.report(line.leg(BEN, { type: "answered" }));
    expect(line.commands().at(-1)).toEqual([
      "ask",
      `Call for Harbor Dental from a caller at 1 2 0 2 5 5 5 0 1 3 3, about: a wrong invoice. Press 1 to take it.`,
    ]);
    expect(await line.call()).toMatchObject({ status: "in_progress" });
    await line.report(line.leg(BEN, { type: "keys_gathered", keys: "1" }));
    await line.report(line.leg(BEN, { type: "keys_gathered", keys: "1" }));
    expect(line.commands().slice(3)).toEqual([["bridge", `v3:${BEN}-${line.story.tag}`]]);
    await line.report(line.leg(BEN, { type: "bridged", occurredAt: at(20) }));
    expect(await line.call()).toMatchObject({ status: "transferred" });
    await line.report(line.story.hangup);
    expect(await line.call()).toMatchObject({ status: "transferred", outcome: "transferred" });
    expect(await line.tasks()).toEqual([]);
  });

  it("connects without a key where there is no whisper, once it is told that no machine answers", async () => {
    const line = await askingCaller({ hasWhisper: false });
    await line.start();
    await line.report(line.leg(ANA, { type: "answered" }));
    expect(line.commands()).toEqual([["dial", ANA]]);
    await line.report(line.leg(ANA, { type: "detection_ended", isMachine: true }));
    expect(line.commands().at(-1)).toEqual(["hangUp", undefined]);
    await line.report(line.leg(ANA, { type: "hangup", cause: "normal_clearing" }));
    await line.report(line.leg(BEN, { type: "answered" }));
    await line.report(line.leg(BEN, { type: "detection_ended", isMachine: false }));
    expect(line.commands().slice(2)).toEqual([
      ["dial", BEN],
      ["bridge", `v3:${BEN}-${line.story.tag}`],
    ]);
  });

  it("leaves one task and lets the receptionist know where nobody comes", async () => {
    const line = await askingCaller();
    await line.start();
    await line.report(line.leg(ANA, { type: "hangup", cause: "timeout" }));
    await line.report(line.leg(BEN, { type: "answered" }));
    await line.report(line.leg(BEN, { type: "keys_gathered", keys: "" }));
    for (let i = 0; i < 2; i += 1)
      await line.report(line.leg(BEN, { type: "hangup", cause: "normal_clearing" }));
    expect(line.vendors.told).toEqual([expect.stringContaining("cannot be put through")]);
    expect(await line.tasks()).toMatchObject([
      {
        kind: "callback",
        urgency: "critical",
        callId: line.callId,
        body: `The caller asked for a person, and nobody took the call.\n\nAbout: a wrong invoice\n\nRung:\n${ANA}: no answer\n${BEN}: did not take the call`,
      },
    ]);
    expect(await line.call()).toMatchObject({ status: "in_progress" });
  });

  it("leaves the task, too, where the receptionist cannot be told", async () => {
    const line = await askingCaller({ numbers: [ANA] });
    line.vendors.failures.set("tell", refused("retell"));
    await line.start();
    await line.report(line.leg(ANA, { type: "hangup", cause: "timeout" }));
    expect(await line.tasks()).toHaveLength(1);
  });

  it("has the carrier say sorry to a caller whom the receptionist has left", async () => {
    const line = await askingCaller({ numbers: [ANA] });
    await line.start();
    await line.leaves(12);
    await line.report(line.leg(ANA, { type: "hangup", cause: "timeout" }));
    expect(line.commands()).toContainEqual(["speak", expect.stringContaining("nobody could come")]);
    expect(line.vendors.told).toEqual([]);
    expect(await line.tasks()).toMatchObject([{ kind: "callback", urgency: "critical" }]);
  });

  it("hangs up on whoever is rung for a caller who is gone", async () => {
    const line = await askingCaller();
    await line.start();
    await line.report(line.leg(ANA, { type: "initiated", direction: "outgoing" }));
    await line.report(line.story.hangup);
    expect(line.commands()).toEqual([
      ["dial", ANA],
      ["hangUp", undefined],
    ]);
    await line.report(line.leg(ANA, { type: "hangup", cause: "originator_cancel" }));
    expect(line.commands()).toHaveLength(2);
    expect(line.vendors.told).toEqual([]);
    expect(await line.tasks()).toMatchObject([{ ...HUNG_UP, callId: line.callId }]);
  });

  it("owes a call back to a caller who hung up before anybody was rung", async () => {
    const line = await askingCaller();
    await line.report(line.story.hangup);
    expect(await line.tasks()).toEqual([]);
    await line.start();
    await line.start();
    await line.report(line.story.hangup);
    expect(line.commands()).toEqual([]);
    expect(await line.tasks()).toMatchObject([{ ...HUNG_UP, body: HUNG_UP.body.split("\n\nRung")[0] }]);
  });

  it("owes no second call back to one who hung up after nobody had come", async () => {
    const line = await askingCaller({ numbers: [ANA] });
    await line.start();
    await line.report(line.leg(ANA, { type: "hangup", cause: "timeout" }));
    await line.report(line.story.hangup);
    expect(await line.tasks()).toMatchObject([{ body: expect.stringContaining("nobody took the call") }]);
  });

  it("owes a call back once to a caller who hung up, and none where a person had taken it, in any order", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(fc.nat(4), { maxLength: 4 }),
        fc.infiniteStream(fc.nat()),
        async (isTaken, repeats, picks) => {
          const line = await askingCaller();
          await line.start();
          const one = (parts: Partial<TelephonyEvent>) => line.leg(ANA, parts);
          const reports = [
            one({ type: "initiated", direction: "outgoing" }),
            one({ type: "answered", occurredAt: at(20) }),
            isTaken ? one({ type: "bridged", occurredAt: at(30) }) : line.story.answered,
            line.story.hangup,
            one({ type: "hangup", cause: "originator_cancel", occurredAt: at(62) }),
          ];
          const left = [...reports, ...repeats.flatMap((index) => reports[index] ?? [])];
          while (left.length > 0) {
            const [next] = left.splice((picks.next().value ?? 0) % left.length, 1);
            if (next) await line.report(next);
          }
          const tasks = await line.tasks();
          // Where it is told first that the one rung is gone, the next one is rung, too.
          const owed = { ...HUNG_UP, body: expect.stringContaining(HUNG_UP.body) };
          expect(tasks.filter(({ status }) => status === "open")).toMatchObject(isTaken ? [] : [owed]);
          expect(tasks.length).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 15 },
    );
  }, 120_000);

  const CARL = "+12125550103";

  it("can be taken over once nobody came, to a telephone that was rung before, until somebody has the call", async () => {
    const line = await askingCaller({ numbers: [ANA] });
    const takeOver = () => takeOverCall(line.tenant.ctx, { callId: line.callId, to: ANA });
    const again = (leg: string, parts: Partial<TelephonyEvent>) =>
      line.report(line.leg(ANA, { callControlId: `v3:${leg}-${line.story.tag}`, ...parts }));
    await line.start();
    await line.report(line.leg(ANA, { type: "hangup", cause: "timeout" }));
    await takeOver();
    await takeOver();
    await line.work();
    expect(line.commands()).toEqual([
      ["dial", ANA],
      ["transfer", ANA],
    ]);
    await expect(takeOver()).rejects.toMatchObject({ code: "conflict" });
    await again("second", { type: "hangup", cause: "user_busy", occurredAt: at(30) });
    expect(line.vendors.told).toHaveLength(2);
    await takeOver();
    await line.work();
    const [, second, third] = line.vendors.commands;
    expect(third).toMatchObject({ command: "transfer", detail: ANA });
    expect(third?.commandId).not.toBe(second?.commandId);
    await again("third", { type: "answered", occurredAt: at(50) });
    expect(await line.call()).toMatchObject({ status: "transferred" });
    await expect(takeOver()).rejects.toMatchObject({ code: "conflict" });
    await line.report(line.story.hangup);
    expect(await line.tasks()).toHaveLength(1);
  });

  it("can be taken over while it rings: who is rung makes way, and nobody else is rung", async () => {
    const line = await askingCaller();
    await line.start();
    await line.report(line.leg(ANA, { type: "initiated", direction: "outgoing" }));
    await takeOverCall(line.tenant.ctx, { callId: line.callId, to: CARL });
    await line.work();
    expect(line.commands()).toEqual([
      ["dial", ANA],
      ["hangUp", undefined],
    ]);
    await line.report(line.leg(ANA, { type: "hangup", cause: "originator_cancel", occurredAt: at(20) }));
    expect(line.commands().slice(2)).toEqual([["transfer", CARL]]);
    await line.report(line.leg(CARL, { type: "answered", occurredAt: at(30) }));
    await line.report(line.story.hangup);
    expect(await line.call()).toMatchObject({ status: "transferred" });
    expect(await line.tasks()).toEqual([]);
  });

  it("goes on with the same command where the carrier was out of reach", async () => {
    const line = await askingCaller();
    line.vendors.failures.set("dial", outOfReach("telnyx"));
    await expect(line.start()).rejects.toThrow("telnyx is out of reach");
    line.vendors.failures.clear();
    await line.start();
    expect(line.commands()).toEqual([["dial", ANA]]);
  });

  it("asks the next where the carrier refuses one, and leaves a task where it refuses all", async () => {
    const line = await askingCaller();
    line.vendors.failures.set("dial", refused("telnyx"));
    await line.start();
    expect(line.vendors.told).toHaveLength(1);
    expect((await line.tasks())[0]?.body).toContain(
      `${ANA}: could not be reached\n${BEN}: could not be reached`,
    );
  });

  it("transfers at once where the carrier does not name its line", async () => {
    const line = await askingCaller({ hasLine: false });
    await line.start();
    expect(line.commands()).toEqual([["transfer", ANA]]);
    await line.report(line.leg(ANA, { type: "hangup", cause: "user_busy" }));
    await line.report(line.leg(BEN, { type: "answered" }));
    expect(line.commands()).toEqual([
      ["transfer", ANA],
      ["transfer", BEN],
    ]);
    expect(await line.call()).toMatchObject({ status: "transferred" });
  });

  it("never rings the caller, an emergency number or a number of ours, whoever has it", async () => {
    const other = await makeCallTenant();
    const line = await askingCaller({
      numbers: [CALLER, "+1911", "+15550100", "+12125550198", other.number],
    });
    await addNumber(line.tenant.ctx, { e164: "+12125550198" });
    await line.start();
    expect(line.commands()).toEqual([]);
    expect(line.vendors.told).toHaveLength(1);
  });

  it("rings nobody in a country that is not dialled, and the task says why", async () => {
    const line = await askingCaller({ numbers: ["+18765551234"] });
    await line.start();
    expect(line.commands()).toEqual([]);
    expect(await line.tasks()).toMatchObject([
      { kind: "callback", body: expect.stringContaining("Not rung:\n+18765551234 is in Jamaica") },
    ]);
  });
});

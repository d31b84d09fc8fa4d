import { describe, expect, it } from "vitest";
import { inTenant } from "@/lib/domain/context";
import { receiveText } from "@/lib/domain/texts";
import { callStory, makeCallTenant, storedCall, systemOf, tell } from "../domain/calls/call-story";
import { onPostgres } from "../support/on-postgres";

onPostgres({ connections: 20 });

const NAMES = [
  "initiated",
  "answered",
  "bridged",
  "hangup",
  "dialled",
  "dialledAnswered",
  "dialledHangup",
  "started",
  "ended",
  "analyzed",
] as const;
const ROUNDS = 15;

describe("at once on real Postgres", () => {
  it("all reports of a call, each three times, make one call, told of once", async () => {
    const tenant = await makeCallTenant();
    for (let round = 0; round < ROUNDS; round += 1) {
      const story = callStory(tenant.number, `+1202555${String(1_000 + round)}`);
      const reports = [...NAMES, ...NAMES, ...NAMES].map((name) => tell(systemOf(tenant), story[name]));
      const results = await Promise.all(reports);
      expect(new Set(results.map((result) => (result.matched ? result.callId : "nobody"))).size).toBe(1);
      expect(await storedCall(tenant, story.initiated.sessionId)).toMatchObject([
        {
          call: { status: "completed", duration_seconds: 60 },
          turns: [{ position: 0 }, { position: 1 }, { position: 2 }],
          events: ["call.completed", "call.started"],
        },
      ]);
    }
    const conversations = await inTenant(tenant.ctx, ({ trx }) =>
      trx.selectFrom("conversations").select("id").execute(),
    );
    expect(conversations).toHaveLength(ROUNDS);
  });

  it("twenty text messages of one sender make one thread, in which each is once", async () => {
    const tenant = await makeCallTenant();
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        receiveText(systemOf(tenant), {
          provider: "telnyx",
          providerMessageId: `message-${index % 20}`,
          fromNumber: "+12025550133",
          toNumbers: [tenant.number],
          text: `Message ${index % 20}`,
          sentAt: tenant.clock.now(),
        }),
      ),
    );
    const messages = await inTenant(tenant.ctx, ({ trx }) =>
      trx.selectFrom("messages").select(["conversation_id", "position"]).orderBy("position").execute(),
    );
    expect(new Set(messages.map((message) => message.conversation_id)).size).toBe(1);
    expect(messages.map(({ position }) => position)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });
});

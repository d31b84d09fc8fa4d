import { beforeAll, describe, expect, it } from "vitest";
import { POST } from "@/app/api/cloudgreet/sms/webhook/route";
import { POST as telnyxDoor } from "@/app/api/webhooks/telnyx/route";
import { asService } from "@/lib/db/tenant";
import { makeTelnyxKeys, signTelnyx } from "@/lib/providers/telnyx/sign";
import { testDatabase } from "../../../support/context";
import { type Account, failure, post, signUp, success } from "../../support";
import { callEvent, type Delivery, fromTelnyx, giveNumber, vendorKeys } from "../../vendors";

vendorKeys();
const received = (status: string) => success({ received: true, status });
const FROM = "+1234567890";
const TEXT = "Hello, I'm interested in your services";
let account: Account;
let number: string;
beforeAll(async () => {
  account = await signUp();
  number = await giveNumber(account);
});

/** What customers wrote to a business by SMS, in the order it was kept. */
async function textsOf(owner: Account): Promise<string[]> {
  const { kysely } = await testDatabase();
  const rows = await asService(kysely, (trx) =>
    trx
      .selectFrom("messages")
      .innerJoin("conversations", "conversations.id", "messages.conversation_id")
      .select("messages.content")
      .where("conversations.business_id", "=", owner.raw.businessId)
      .where("conversations.channel", "=", "sms")
      .orderBy("messages.position")
      .execute(),
  );
  return rows.map(({ content }) => content);
}
const message = (id: string, text: string) =>
  callEvent("message.received", {
    id,
    direction: "inbound",
    from: { phone_number: FROM, carrier: "", line_type: "" },
    to: [{ phone_number: number, status: "webhook_delivered" }],
    text,
    media: [],
  });

describe("200", () => {
  it("understands the document's body, to nobody's number and to ours", async () => {
    const data = { from: FROM, to: "+0987000000", text: TEXT };
    const nobodys = await fromTelnyx(POST, { event_type: "message.received", data });
    expect(nobodys.status).toBe(200);
    expect(nobodys.body).toEqual(received("unmatched"));
    const answer = await fromTelnyx(POST, { event_type: "message.received", data: { ...data, to: number } });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(received("handled"));
    expect(await textsOf(account)).toEqual([TEXT]);
  });

  it("understands Telnyx's body, once", async () => {
    const event = message("b0c7e8cb-6227-4c74-9f32-c7f80c30934b", "Second 🦷");
    expect((await fromTelnyx(POST, event)).body).toEqual(received("handled"));
    expect((await fromTelnyx(POST, event)).body).toEqual(received("duplicate"));
    expect(await textsOf(account)).toEqual([TEXT, "Second 🦷"]);
  });

  it("takes receipts of what we sent", async () => {
    const event = callEvent("message.finalized", {
      id: "m1",
      to: [{ phone_number: FROM, status: "delivered" }],
    });
    expect((await fromTelnyx(POST, event)).status).toBe(200);
  });
});

describe("401", () => {
  const doors = [
    ["/sms/webhook", POST, failure("AUTH_INVALID_TOKEN")],
    ["/webhooks/telnyx", telnyxDoor, { error: expect.any(String), code: "token_invalid" }],
  ] as const;
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const tamperings: [string, (raw: string) => Delivery][] = [
    ["stale", () => ({ signedAt: minutesAgo(6) })],
    ["signed for later", () => ({ signedAt: minutesAgo(-6) })],
    ["tampered with", (raw) => ({ instead: raw.replace("Forged", "Forgery") })],
    ["forged", (raw) => ({ headers: signTelnyx(raw, makeTelnyxKeys().privateKey, new Date()) })],
    ["half signed", () => ({ headers: { "telnyx-timestamp": "" } })],
  ];
  describe.each(doors)("%s", (_path, door, refusal) => {
    it.each(tamperings)("refuses what is %s, and keeps nothing of it", async (_how, deliveryOf) => {
      const other = await signUp();
      const to = await giveNumber(other);
      const raw = JSON.stringify({
        event_type: "message.received",
        data: { from: FROM, to, text: "Forged" },
      });
      const answer = await fromTelnyx(door, raw, { under: door, ...deliveryOf(raw) });
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual(refusal);
      expect(await textsOf(other)).toEqual([]);
    });
  });

  it("refuses what is not signed, and keeps nothing of it", async () => {
    const other = await signUp();
    const to = await giveNumber(other);
    const body = { event_type: "message.received", data: { from: FROM, to, text: TEXT } };
    const answer = await post(POST, { body });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(failure("AUTH_INVALID_TOKEN"));
    expect(await textsOf(other)).toEqual([]);
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { listTasks } from "@/lib/domain/tasks";
import { listTexts, mediaOf, sendText, textHindrance } from "@/lib/domain/texts";
import { frontOffice } from "./front-office";
import type { Practice } from "./practice";
import { openTwilioPractice } from "./twilio-account";

const office = frontOffice({ retryMilliseconds: [50, 100, 200, 400, 800, 1600, 3200] });
const WAIT = { timeout: 30_000 };
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
let lastCustomer = 12_025_550_500;
const customer = () => `+${++lastCustomer}`;

beforeEach(() => {
  office.vendors.twilio.destinations.clear();
  office.vendors.twilio.stopped.clear();
});

const textsOf = async ({ ctx }: Practice) =>
  (await listTexts(ctx, { page: 1, limit: 50 })).items.map(({ content, status, error }) => ({
    content,
    status,
    error,
  }));
const write = (practice: Practice, phone: string, content: string) =>
  sendText(practice.ctx, { phone, content });
const hear = (practice: Practice, from: string, text: string, more: object = {}) =>
  office.vendors.twilio.sendText({ from, to: practice.number, text, ...more });
/** The texts that Twilio took from one of our numbers: each is told as sent once. */
const taken = ({ number }: Practice) =>
  new Set(
    office.vendors.twilio.deliveries
      .filter(
        ({ event, rawBody }) => event === "message.sent" && rawBody.includes(encodeURIComponent(number)),
      )
      .map(({ rawBody }) => new URLSearchParams(rawBody).get("MessageSid")),
  ).size;

/** A practice that has no other number to write from. */
async function open() {
  const practice = await openTwilioPractice(office);
  await asService(office.database.kysely, (trx) =>
    trx
      .updateTable("numbers")
      .set({ status: "released" })
      .where("business_id", "=", practice.businessId)
      .where("provider", "=", "telnyx")
      .execute(),
  );
  return practice;
}

describe("a text from the number of the business's own account", () => {
  it("is handed to Twilio and followed until it is there", async () => {
    const practice = await open();
    await write(practice, customer(), "We moved to Elm Street");
    await expect
      .poll(() => textsOf(practice), WAIT)
      .toEqual([{ content: "We moved to Elm Street", status: "delivered", error: null }]);
    expect(taken(practice)).toBe(1);
  });

  it("that cannot be delivered has failed, in words for the owner", async () => {
    const practice = await open();
    const phone = customer();
    office.vendors.twilio.destinations.set(phone, { outcome: "failed" });
    await write(practice, phone, "Nobody will read this");
    await expect
      .poll(() => textsOf(practice), WAIT)
      .toMatchObject([{ status: "failed", error: "Their phone could not be reached. (30003)" }]);
  });

  it.each(["reorder", "duplicate"] as const)(
    "whose receipts come wrongly (%s) comes to the same",
    async (mode) => {
      const practice = await open();
      office.vendors.twilio.faults.set({ match: "message.sent", on: "webhook", mode });
      await write(practice, customer(), `Receipts by ${mode}`);
      await expect.poll(() => textsOf(practice), WAIT).toMatchObject([{ status: "delivered" }]);
    },
  );

  it("that Twilio may have taken is not sent again", async () => {
    const practice = await open();
    const messages = /POST .*\/Messages\.json$/;
    office.vendors.twilio.faults.set({ on: "request", match: messages, mode: "fail", status: 500, times: 1 });
    await write(practice, customer(), "Perhaps");
    await expect
      .poll(() => textsOf(practice), WAIT)
      .toMatchObject([
        {
          status: "failed",
          error: "Twilio did not answer clearly. It may have arrived, so it was not sent again.",
        },
      ]);
    expect(taken(practice)).toBe(0);
  });

  it("to somebody who told Twilio to stop opts them out here, too", async () => {
    const practice = await open();
    const phone = customer();
    office.vendors.twilio.stopped.add(phone);
    await write(practice, phone, "Come back");
    await expect.poll(() => textsOf(practice), WAIT).toMatchObject([{ status: "failed" }]);
    expect(await textHindrance(practice.ctx, phone)).toBe("opted_out");
  });
});

describe("a text to the number of the business's own account", () => {
  it("waits for an answer in a thread of its sender", async () => {
    const practice = await open();
    await hear(practice, customer(), "Do you open on Sunday?");
    expect(await textsOf(practice)).toEqual([
      { content: "Do you open on Sunday?", status: "delivered", error: null },
    ]);
    expect(await listTasks(practice.ctx, { limit: 10 })).toMatchObject([
      { kind: "answer", body: "Do you open on Sunday?" },
    ]);
  });

  it("with a picture keeps our own copy of it", async () => {
    const practice = await open();
    await hear(practice, customer(), "", { media: [{ contentType: "image/png", content: PNG }] });
    const [text] = (await listTexts(practice.ctx, { page: 1, limit: 5 })).items;
    expect(text?.content).toBe("Sent a picture.");
    await expect
      .poll(async () => (text ? (await mediaOf(practice.ctx, [text.id])).get(text.id) : null), WAIT)
      .toMatchObject([{ contentType: "image/png" }]);
  });

  it("that says STOP is obeyed, and answered by Twilio alone", async () => {
    const practice = await open();
    const phone = customer();
    await hear(practice, phone, "STOP");
    expect(await textHindrance(practice.ctx, phone)).toBe("opted_out");
    await hear(practice, phone, "start", { optOutType: "START" });
    expect(await textHindrance(practice.ctx, phone)).toBe(null);
    expect((await textsOf(practice)).map(({ content }) => content).toSorted()).toEqual(["STOP", "start"]);
  });

  it("in other words for STOP is obeyed, and answered by us", async () => {
    const practice = await open();
    const phone = customer();
    await hear(practice, phone, "Stop!");
    expect(await textHindrance(practice.ctx, phone)).toBe("opted_out");
    await expect
      .poll(async () => (await textsOf(practice)).map(({ content }) => content), WAIT)
      .toEqual(expect.arrayContaining([expect.stringMatching(/You are unsubscribed/)]));
  });

  it("comes once, however often it is told", async () => {
    const practice = await open();
    office.vendors.twilio.faults.set({ on: "webhook", match: "message.received", mode: "duplicate" });
    await hear(practice, customer(), "Twice told");
    expect(await textsOf(practice)).toHaveLength(1);
  });
});

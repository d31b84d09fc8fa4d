import { expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { listTasks } from "@/lib/domain/tasks";
import { listTexts, mediaOf, sendText, textHindrance } from "@/lib/domain/texts";
import { frontOffice } from "./front-office";
import { openPractice, type Practice } from "./practice";

/** Long enough for whatever has to come in between. */
const office = frontOffice({ retryMilliseconds: [50, 100, 200, 400, 800, 1600, 3200] });
const WAIT = { timeout: 30_000 };
let lastCustomer = 12_025_550_300;
const customer = () => `+${++lastCustomer}`;
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);

const textsOf = async ({ ctx }: Practice) =>
  (await listTexts(ctx, { page: 1, limit: 50 })).items.map(({ content, status, error }) => ({
    content,
    status,
    error,
  }));
const attempts = (event: string, text: string) =>
  office.vendors.telnyx.deliveries.filter(
    (delivery) => delivery.event === event && delivery.rawBody.includes(JSON.stringify(text)),
  );
/** How many texts with these words the carrier took: each is told as sent once, with an id of its own. */
const taken = (text: string) =>
  new Set(attempts("message.sent", text).map(({ rawBody }) => JSON.parse(rawBody).data.payload.id)).size;
const write = (practice: Practice, phone: string, content: string) =>
  sendText(practice.ctx, { phone, content });
const hear = (
  practice: Practice,
  from: string,
  text: string,
  media?: { contentType: string; content: Uint8Array }[],
) =>
  office.vendors.telnyx.sendText({
    from,
    to: practice.number,
    text,
    ...(media ? { media } : {}),
    webhookUrl: `${office.app.origin}/api/webhooks/telnyx`,
  });
const settled = (practice: Practice) =>
  expect
    .poll(
      () =>
        asService(office.database.kysely, (trx) =>
          trx
            .selectFrom("jobs")
            .select("kind")
            .where("business_id", "=", practice.businessId)
            .where("finished_at", "is", null)
            .where("dead_at", "is", null)
            .where("run_at", "<=", office.clock.now())
            .execute(),
        ),
      WAIT,
    )
    .toEqual([]);

it("a text is handed to the carrier and followed until it is there", async () => {
  const practice = await openPractice(office);
  await write(practice, customer(), "We moved to Elm Street");
  await expect
    .poll(() => textsOf(practice), WAIT)
    .toEqual([{ content: "We moved to Elm Street", status: "delivered", error: null }]);
});

it("that cannot be delivered has failed, in words for the owner", async () => {
  const practice = await openPractice(office);
  const phone = customer();
  office.vendors.telnyx.destinations.set(phone, { outcome: "failed" });
  await write(practice, phone, "Nobody will read this");
  await expect
    .poll(() => textsOf(practice), WAIT)
    .toMatchObject([{ status: "failed", error: "Their carrier did not accept it. (40008)" }]);
});

it.each(["reorder", "duplicate"] as const)(
  "receipts that come wrongly (%s) come to the same",
  async (mode) => {
    const practice = await openPractice(office);
    office.vendors.telnyx.faults.set({ match: "message.sent", on: "webhook", mode });
    const words = `Receipts by ${mode}`;
    await write(practice, customer(), words);
    await expect.poll(() => textsOf(practice), WAIT).toMatchObject([{ status: "delivered" }]);
    await expect
      .poll(() => attempts("message.sent", words).length, WAIT)
      .toBeGreaterThan(mode === "reorder" ? 0 : 1);
    await settled(practice);
    expect(await textsOf(practice)).toMatchObject([{ status: "delivered", error: null }]);
  },
);

it("receipts that are faster than the carrier's own answer are told again, and land", async () => {
  const practice = await openPractice(office);
  const { telephony } = office.ports;
  const isRefused = () => office.app.served.some(({ status }) => status === 503);
  office.ports.telephony = {
    ...telephony,
    sendText: async (message) => {
      const id = await telephony.sendText(message);
      await expect.poll(isRefused, WAIT).toBe(true);
      return id;
    },
  };
  try {
    await write(practice, customer(), "Faster than light");
    await expect.poll(() => textsOf(practice), WAIT).toMatchObject([{ status: "delivered" }]);
  } finally {
    office.ports.telephony = telephony;
  }
  expect(taken("Faster than light")).toBe(1);
});

it("a worker that dies while it hands over never sends twice, and says so", async () => {
  const practice = await openPractice(office);
  const { telephony } = office.ports;
  let isCut = false;
  office.ports.telephony = {
    ...telephony,
    sendText: async (message) => {
      await telephony.sendText(message);
      isCut = true;
      throw new Error("the worker is gone");
    },
  };
  try {
    await write(practice, customer(), "Cut in the middle");
    await expect.poll(() => isCut, WAIT).toBe(true);
  } finally {
    office.ports.telephony = telephony;
  }
  office.clock.skip(5);
  await expect
    .poll(() => textsOf(practice), WAIT)
    .toMatchObject([
      { status: "failed", error: "Sending was cut off. It may have arrived, so it was not sent again." },
    ]);
  office.clock.skip(3_600);
  await settled(practice);
  expect(taken("Cut in the middle")).toBe(1);
});

it("a carrier that is busy for a moment gets it again; one that broke off while it took it does not", async () => {
  const practice = await openPractice(office);
  office.vendors.telnyx.faults.set({ match: "POST /v2/messages", mode: "fail", times: 1 });
  await write(practice, customer(), "Once more");
  await expect
    .poll(async () => {
      office.clock.skip(1);
      return textsOf(practice);
    }, WAIT)
    .toMatchObject([{ status: "delivered" }]);
  const other = await openPractice(office);
  office.vendors.telnyx.faults.set({ match: "POST /v2/messages", mode: "fail", status: 500, times: 1 });
  await write(other, customer(), "Not once more");
  await expect
    .poll(() => textsOf(other), WAIT)
    .toMatchObject([
      {
        status: "failed",
        error: "The carrier did not answer clearly. It may have arrived, so it was not sent again.",
      },
    ]);
  office.clock.skip(3_600);
  await settled(other);
  expect([taken("Once more"), taken("Not once more")]).toEqual([1, 0]);
});

it("whom the carrier knows to want nothing is opted out here, too", async () => {
  const practice = await openPractice(office);
  const phone = customer();
  office.vendors.telnyx.stopped.add(phone);
  await write(practice, phone, "A word");
  await expect
    .poll(() => textsOf(practice), WAIT)
    .toMatchObject([
      {
        status: "failed",
        error: "Whoever has this number told the carrier that they want no more texts. (40300)",
      },
    ]);
  expect(await textHindrance(practice.ctx, phone)).toBe("opted_out");
  await expect(write(practice, phone, "Another")).rejects.toMatchObject({ code: "validation_failed" });
});

it("a question waits for an answer until there is one; STOP is confirmed once", async () => {
  const practice = await openPractice(office);
  const phone = customer();
  await hear(practice, phone, "Do you have time on Friday?");
  expect(await listTasks(practice.ctx, { status: "open" })).toMatchObject([
    { kind: "answer", title: `Answer the text from ${phone}`, body: "Do you have time on Friday?" },
  ]);
  await write(practice, phone, "Yes, at ten.");
  expect(await listTasks(practice.ctx, { status: "open" })).toEqual([]);
  await expect.poll(async () => (await textsOf(practice))[0]?.status, WAIT).toBe("delivered");
  await hear(practice, phone, "STOP");
  await hear(practice, phone, "stop");
  await expect
    .poll(async () => (await textsOf(practice)).map(({ content, status }) => [content, status]), WAIT)
    .toEqual([
      ["stop", "delivered"],
      [expect.stringContaining("You are unsubscribed"), "delivered"],
      ["STOP", "delivered"],
      ["Yes, at ten.", "delivered"],
      ["Do you have time on Friday?", "delivered"],
    ]);
});

it("pictures are kept by what they are, and of anything else that it came", async () => {
  const practice = await openPractice(office);
  await hear(practice, customer(), "", [
    { contentType: "image/jpeg", content: PNG },
    { contentType: "image/png", content: new TextEncoder().encode("<script>alert(1)</script>") },
  ]);
  const [text] = (await listTexts(practice.ctx, { page: 1, limit: 1 })).items;
  expect(text?.content).toBe("Sent 2 pictures.");
  const media = async () => [...(await mediaOf(practice.ctx, [text?.id ?? ""])).values()];
  await expect.poll(media, WAIT).toEqual([
    [
      { contentType: "image/png", url: expect.stringMatching(/pictures\/.*\.png$/) },
      { contentType: "image/png", url: null },
    ],
  ]);
  const stranger = await openPractice(office);
  expect(await mediaOf(stranger.ctx, [text?.id ?? ""])).toEqual(new Map());
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { updateBusiness } from "@/lib/domain/businesses";
import { inTenant } from "@/lib/domain/context";
import { captureLead } from "@/lib/domain/leads";
import { sendDigest } from "@/lib/domain/notifications";
import { insertMail } from "@/lib/domain/notifications/queue-mail";
import { quietUntil } from "@/lib/domain/notifications/quiet-hours";
import { makeTenant, type Tenant } from "../../support/context";
import { jobsOf } from "../calls/call-story";
import { mailsOf, runNotices } from "./mailbox";

const NIGHT = { from: "22:00", to: "07:00" };
const ZONE = "America/New_York";
let lastPhone = 2_025_550_100;

async function quietTenant(settings: object = { quietHours: NIGHT }) {
  const tenant = await makeTenant({ timeZone: ZONE });
  await updateBusiness(tenant.ctx, { notificationSettings: settings });
  return tenant;
}

async function comes(tenant: Tenant, at: string, reason: string): Promise<void> {
  tenant.clock.set(at);
  lastPhone += 1;
  await captureLead(jobsOf(tenant), { name: reason, phone: `+1${lastPhone}`, reason, source: "web" });
  await runNotices(tenant);
}

const told = async (tenant: Tenant) =>
  (await mailsOf(tenant)).map(({ kind, status }) => `${kind} ${status}`).sort();

describe("quiet hours", () => {
  it("hold news until they end, over a change of the clock, and tell them in one mail, once", async () => {
    const tenant = await quietTenant();
    await comes(tenant, "2026-03-08T04:00:00Z", "Whitening");
    await comes(tenant, "2026-03-08T10:59:00Z", "Braces");
    expect(await told(tenant)).toEqual(["new_lead held", "new_lead held"]);
    tenant.clock.set("2026-03-08T10:59:59Z");
    await runNotices(tenant);
    expect(await told(tenant)).toEqual(["new_lead held", "new_lead held"]);
    tenant.clock.set("2026-03-08T11:00:00Z");
    await runNotices(tenant);
    expect(await told(tenant)).toEqual(["digest queued", "new_lead digested", "new_lead digested"]);
    const digest = (await mailsOf(tenant)).find(({ kind }) => kind === "digest");
    expect(digest?.subject).toBe("2 things happened in your quiet hours");
    expect(digest?.text.indexOf("New lead: Whitening")).toBeLessThan(
      digest?.text.indexOf("New lead: Braces") ?? 0,
    );
    await comes(tenant, "2026-03-08T12:00:00Z", "Cleaning");
    expect(await told(tenant)).toContain("new_lead queued");
  });

  it("tell what somebody wrote whole, though it looks like the end of a mail", async () => {
    const tenant = await quietTenant();
    await comes(tenant, "2026-03-08T04:00:00Z", "Whitening\n--\nand a crown");
    tenant.clock.set("2026-03-08T11:00:00Z");
    await runNotices(tenant);
    const digest = (await mailsOf(tenant)).find(({ kind }) => kind === "digest");
    expect(digest?.text).toContain("and a crown");
    expect(digest?.text.match(/Sent by Frontdesk for/g)).toHaveLength(1);
  });

  it("tell a hundred things in full, and how many more there are", async () => {
    const tenant = await quietTenant();
    tenant.clock.set("2026-03-08T04:00:00Z");
    await inTenant(jobsOf(tenant), async (ctx) => {
      for (let count = 1; count <= 102; count += 1) {
        const mail = {
          dedupeKey: `news:${tenant.businessId}:${count}`,
          kind: "new_lead",
          to: "owner@example.com",
          subject: "News",
          text: `Text ${count}.\n\n--\nWhy you have this.\n`,
          html: "<p>News</p>",
        };
        await insertMail(ctx, mail, new Date("2026-03-08T11:00:00Z"));
      }
    });
    tenant.clock.set("2026-03-08T11:00:00Z");
    await sendDigest(jobsOf(tenant), { mailId: "00000000-0000-4000-8000-000000000000" });
    const digest = (await mailsOf(tenant)).find(({ kind }) => kind === "digest");
    expect(digest?.subject).toBe("102 things happened in your quiet hours");
    expect(digest?.text.match(/News: Text \d+\.\n/g)).toHaveLength(100);
    expect(digest?.text).toContain("2 more are in the dashboard.");
  });

  it("do not hold back an emergency", async () => {
    const tenant = await quietTenant();
    await comes(tenant, "2026-03-08T04:00:00Z", "An emergency");
    expect(await told(tenant)).toEqual(["new_lead queued"]);
  });

  it("are one business's own", async () => {
    const [quiet, other] = [await quietTenant(), await makeTenant()];
    await comes(quiet, "2026-03-08T04:00:00Z", "Whitening");
    other.clock.set("2026-03-09T12:00:00Z");
    await sendDigest(jobsOf(other), { mailId: "00000000-0000-4000-8000-000000000000" });
    expect(await told(quiet)).toEqual(["new_lead held"]);
    expect(await told(other)).toEqual([]);
  });

  it("must begin and end at different times", async () => {
    const tenant = await makeTenant();
    const quietHours = { from: "22:00", to: "22:00" };
    await expect(updateBusiness(tenant.ctx, { notificationSettings: { quietHours } })).rejects.toMatchObject({
      code: "validation_failed",
    });
  });
});

describe("the least urgency", () => {
  it("keeps back what is less urgent", async () => {
    const tenant = await quietTenant({ leastUrgency: "high" });
    await comes(tenant, "2026-03-02T15:00:00Z", "Whitening");
    expect(await told(tenant)).toEqual([]);
    await comes(tenant, "2026-03-02T15:01:00Z", "Severe pain");
    expect(await told(tenant)).toEqual(["new_lead queued"]);
  });
});

describe("the end of quiet hours", () => {
  const until = (now: string, hours = NIGHT) => quietUntil(new Date(now), hours, ZONE)?.toISOString() ?? null;

  it.each([
    ["2026-03-02T14:00:00Z", NIGHT, null],
    ["2026-03-03T03:00:00Z", NIGHT, "2026-03-03T12:00:00.000Z"],
    ["2026-03-03T11:59:59Z", NIGHT, "2026-03-03T12:00:00.000Z"],
    ["2026-03-03T12:00:00Z", NIGHT, null],
    // The clock jumps from 2 to 3 on March 8, and goes back from 2 to 1 on November 1.
    ["2026-03-08T04:00:00Z", NIGHT, "2026-03-08T11:00:00.000Z"],
    ["2026-11-01T03:00:00Z", NIGHT, "2026-11-01T12:00:00.000Z"],
    ["2026-03-08T05:00:00Z", { from: "22:00", to: "02:30" }, "2026-03-08T07:00:00.000Z"],
    ["2026-11-01T05:00:00Z", { from: "22:00", to: "01:30" }, "2026-11-01T05:30:00.000Z"],
    ["2026-11-01T06:10:00Z", { from: "22:00", to: "01:30" }, "2026-11-01T06:30:00.000Z"],
    ["2026-03-02T18:00:00Z", { from: "12:00", to: "14:00" }, "2026-03-02T19:00:00.000Z"],
    ["2026-03-02T20:00:00Z", { from: "12:00", to: "14:00" }, null],
  ])("at %s within %j is %s", (now, hours, expected) => {
    expect(until(now, hours)).toBe(expected);
  });

  it("is ahead, within a day, and not quiet itself", () => {
    const time = fc
      .integer({ min: 0, max: 1439 })
      .map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16));
    const minute = fc.integer({ min: 0, max: 365 * 1440 });
    fc.assert(
      fc.property(minute, time, time, (at, from, to) => {
        fc.pre(from !== to);
        const now = new Date(Date.parse("2026-01-01T00:00:00Z") + at * 60_000);
        const end = quietUntil(now, { from, to }, ZONE);
        if (end === null) return;
        const wait = end.getTime() - now.getTime();
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(25 * 3_600_000);
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import {
  addClosure,
  createBusiness,
  createService,
  type DayInterval,
  dayHulls,
  getBusiness,
  getService,
  listBusinesses,
  listClosures,
  listServices,
  mergeDayHulls,
  removeClosure,
  removeService,
  setHours,
  updateBusiness,
  updateService,
} from "@/lib/domain/businesses";
import { asSystem } from "@/lib/domain/context";
import { makeTenant } from "../../support/context";

const open = (dayOfWeek: number, opensAt: string, closesAt: string): DayInterval => ({
  dayOfWeek,
  opensAt,
  closesAt,
  isOpen: true,
});

describe("making a business", () => {
  it("makes its maker the owner, with hours and a slug of its own", async () => {
    const { ctx } = await makeTenant();
    const name = `Café Zürich ${Date.now()}`;
    const first = await createBusiness(ctx, { name, timeZone: "europe/zurich" });
    const second = await createBusiness(ctx, { name, hours: [open(0, "22:00", "02:00")] });
    expect(first).toMatchObject({ name, timeZone: "Europe/Zurich", currency: "usd", status: "active" });
    expect(first.slug).toMatch(/^cafe-zurich-\d+$/);
    expect(second.slug).toMatch(new RegExp(`^${first.slug}-[0-9a-f]{6}$`));
    expect(first.hours).toHaveLength(5);
    expect(second).toMatchObject({ timeZone: "UTC", hours: [open(0, "22:00", "02:00")] });
    expect(first.notificationSettings).toEqual({
      ownerEmail: null,
      newAppointment: true,
      cancelledAppointment: true,
      newLead: true,
      newText: true,
      missedCall: true,
      callSummary: true,
      escalateAfterMinutes: 15,
      leastUrgency: "low",
      quietHours: null,
    });
  });

  it("is for people, and refuses zones and hours that are none", async () => {
    const { ctx } = await makeTenant();
    const key = { ...ctx, actor: { kind: "api_key" as const, keyId: ctx.requestId, permissions: [] } };
    await expect(createBusiness(key, { name: "B" })).rejects.toMatchObject({ code: "forbidden" });
    for (const timeZone of ["Mars/Olympus", "+05:00", "2026-01-01T00:00Z", ""]) {
      await expect(createBusiness(ctx, { name: "B", timeZone })).rejects.toMatchObject({
        detail: { fields: { timeZone: expect.any(Array) } },
      });
    }
    const hours = [open(1, "09:00", "13:00"), open(1, "12:00", "17:00")];
    await expect(createBusiness(ctx, { name: "B", hours })).rejects.toMatchObject({
      detail: {
        fields: { hours: ["Opening hours must not overlap: Monday 09:00–13:00 and Monday 12:00–17:00."] },
      },
    });
  });
});

describe("listing businesses", () => {
  it("shows all of a person's, each with its hours, and nobody else's", async () => {
    const [one, two] = [await makeTenant({ name: "Aard_vark" }), await makeTenant({ name: "Badger" })];
    const second = await createBusiness(one.ctx, { name: "Second" });
    const listed = await listBusinesses(one.ctx, { page: 1, limit: 20 });
    expect(listed).toMatchObject({ total: 2, page: 1, limit: 20 });
    expect(listed.items.find((business) => business.id === second.id)?.hours).toHaveLength(5);
    expect(listed.items.map((business) => business.id)).not.toContain(two.businessId);
    const found = async (search: string) =>
      (await listBusinesses(one.ctx, { page: 1, limit: 20, search })).items.map((business) => business.name);
    expect(await found("second")).toEqual(["Second"]);
    expect(await found("_")).toEqual(["Aard_vark"]);
    expect((await listBusinesses(one.ctx, { page: 2, limit: 1 })).items).toHaveLength(1);
  });

  it("leaves out the suspended, and shows a key its own business only", async () => {
    const { ctx, businessId } = await makeTenant();
    const second = await createBusiness(ctx, { name: "Second" });
    await asSystem(ctx, "test", ({ trx }) =>
      trx.updateTable("businesses").set({ status: "suspended" }).where("id", "=", second.id).execute(),
    );
    expect((await listBusinesses(ctx, { page: 1, limit: 20 })).items.map((one) => one.id)).toEqual([
      businessId,
    ]);
    const key = {
      ...ctx,
      actor: { kind: "api_key" as const, keyId: "k", permissions: ["business:read" as const] },
    };
    expect((await listBusinesses(key, { page: 1, limit: 20 })).items.map((one) => one.id)).toEqual([
      businessId,
    ]);
  });
});

describe("changing a business", () => {
  it("changes what is given, merges settings and leaves the rest", async () => {
    const { ctx } = await makeTenant();
    await updateBusiness(ctx, {
      city: "Boston",
      phone: "(212) 555-0123",
      notificationSettings: { newLead: false },
    });
    const changed = await updateBusiness(ctx, {
      name: "New name",
      timeZone: "America/Los_Angeles",
      notificationSettings: { ownerEmail: "Owner@Example.com", missedCall: undefined },
    });
    expect(changed).toMatchObject({
      name: "New name",
      timeZone: "America/Los_Angeles",
      city: "Boston",
      phone: "+12125550123",
      notificationSettings: { newLead: false, missedCall: true, ownerEmail: "owner@example.com" },
    });
    expect(await updateBusiness(ctx, { city: null, phone: null })).toMatchObject({ city: null, phone: null });
    expect(await getBusiness(ctx)).toMatchObject({ name: "New name", phone: null });
  });

  it("puts a week in the place of another, all or nothing", async () => {
    const { ctx } = await makeTenant();
    const week = [
      open(1, "13:00", "17:00"),
      open(1, "09:00", "12:00"),
      { ...open(0, "10:00", "11:00"), isOpen: false },
    ];
    const { hours } = await setHours(ctx, week);
    expect(hours).toEqual([week[2], week[1], week[0]]);
    await expect(
      updateBusiness(ctx, { name: "Half", hours: [open(6, "22:00", "04:00"), open(0, "03:00", "05:00")] }),
    ).rejects.toMatchObject({ code: "validation_failed" });
    expect(await getBusiness(ctx)).toMatchObject({ name: "Harbor Dental", hours });
  });

  it("lets managers set the hours, and members not", async () => {
    const tenant = await makeTenant();
    const week = [open(2, "09:00", "17:00")];
    expect(await setHours(await tenant.as("manager"), week)).toMatchObject({ hours: week });
    await expect(setHours(await tenant.as("member"), [])).rejects.toMatchObject({ code: "forbidden" });
    await expect(setHours(tenant.ctx, [open(2, "09:00", "9:00")])).rejects.toMatchObject({
      code: "validation_failed",
      detail: { fields: { "0.closesAt": ["Must be a time such as 09:00."] } },
    });
    expect(await getBusiness(tenant.ctx)).toMatchObject({ hours: week });
  });

  it("is for admins of this business", async () => {
    const [one, two] = [await makeTenant(), await makeTenant()];
    await expect(updateBusiness(await one.as("manager"), { name: "X" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await updateBusiness(two.ctx, { name: "Two" });
    expect(await getBusiness(one.ctx)).toMatchObject({ name: "Harbor Dental" });
  });
});

describe("hours of contracts that know one interval a day", () => {
  it("keep the intervals of a day that is written as it reads", () => {
    const week = [open(1, "09:00", "12:00"), open(1, "13:00", "17:00"), open(2, "09:00", "17:00")];
    expect(dayHulls(week)[1]).toEqual({ opensAt: "09:00", closesAt: "17:00" });
    expect(mergeDayHulls(week, dayHulls(week))).toEqual(week);
    expect(mergeDayHulls(week, { 1: { opensAt: "10:00", closesAt: "17:00" }, 2: null })).toEqual([
      open(1, "10:00", "17:00"),
      { ...open(2, "09:00", "17:00"), isOpen: false },
    ]);
  });
});

describe("services", () => {
  it("are made, changed, listed in order and removed, in one business", async () => {
    const [one, two] = [await makeTenant(), await makeTenant()];
    const cleaning = await createService(one.ctx, {
      name: "Cleaning",
      durationMinutes: 45,
      priceMinor: 12_000,
    });
    expect(cleaning).toMatchObject({
      bufferAfterMinutes: 0,
      currency: "usd",
      isActive: true,
      priceMinor: 12_000,
    });
    await createService(one.ctx, {
      name: "Whitening",
      durationMinutes: 60,
      position: 0,
      bufferAfterMinutes: 15,
    });
    const changed = await updateService(one.ctx, { id: cleaning.id, position: 2, priceMinor: null });
    expect(changed).toMatchObject({ name: "Cleaning", durationMinutes: 45, priceMinor: null });
    expect((await listServices(one.ctx)).map((service) => service.name)).toEqual(["Whitening", "Cleaning"]);
    expect(await listServices(two.ctx)).toEqual([]);
    for (const foreign of [
      getService(two.ctx, cleaning.id),
      updateService(two.ctx, { id: cleaning.id, name: "Mine" }),
      removeService(two.ctx, cleaning.id),
      getService(one.ctx, "none"),
    ]) {
      await expect(foreign).rejects.toMatchObject({ code: "not_found" });
    }
    await removeService(one.ctx, cleaning.id);
    await expect(getService(one.ctx, cleaning.id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("refuse lengths and prices that make no sense, and staff without the right", async () => {
    const tenant = await makeTenant();
    for (const wrong of [
      { durationMinutes: 4 },
      { durationMinutes: 30.5 },
      { priceMinor: -1 },
      { name: "" },
    ]) {
      const service = { name: "S", durationMinutes: 30, ...wrong };
      await expect(createService(tenant.ctx, service)).rejects.toMatchObject({ code: "validation_failed" });
    }
    const member = await tenant.as("member");
    await expect(createService(member, { name: "S", durationMinutes: 30 })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("closures", () => {
  it("are kept in local time and listed until they are over", async () => {
    const { ctx, clock } = await makeTenant({ timeZone: "America/New_York" });
    const lunch = { name: "Lunch", startsAtLocal: "2026-03-02T08:30", endsAtLocal: "2026-03-02T09:30" };
    const over = await addClosure(ctx, {
      ...lunch,
      startsAtLocal: "2026-03-01T00:00",
      endsAtLocal: "2026-03-02T09:00",
    });
    const closure = await addClosure(ctx, lunch);
    expect(closure).toMatchObject({ ...lunch, calendarId: null });
    expect((await listClosures(ctx)).map((one) => one.id)).toEqual([closure.id]);
    expect(over.endsAtLocal).toBe("2026-03-02T09:00");
    clock.set("2026-03-02T14:30:00Z");
    expect(await listClosures(ctx)).toEqual([]);
    await removeClosure(ctx, closure.id);
    await expect(removeClosure(ctx, closure.id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("refuse days that do not exist, ends before starts, and calendars of others", async () => {
    const { ctx } = await makeTenant();
    const day = { startsAtLocal: "2026-12-24T12:00", endsAtLocal: "2026-12-27T00:00" };
    for (const wrong of [
      { startsAtLocal: "2026-02-30T09:00" },
      { startsAtLocal: "2026-12-24T25:00" },
      { endsAtLocal: "2026-12-24T12:00" },
      { endsAtLocal: "tomorrow" },
    ]) {
      await expect(addClosure(ctx, { ...day, ...wrong })).rejects.toMatchObject({
        code: "validation_failed",
      });
    }
    for (const calendarId of ["none", crypto.randomUUID()]) {
      await expect(addClosure(ctx, { ...day, calendarId })).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

import { describe, expect, it } from "vitest";
import {
  type NotificationValues,
  quietText,
  settingsOf,
  valuesOf,
} from "@/app/(dashboard)/notifications/notification-values";
import { getBusiness, notificationSettings, updateBusiness } from "@/lib/domain/businesses";
import { makeTenant } from "../support/context";

const CHANGED: NotificationValues = {
  ownerEmail: " desk@harbor.example ",
  newAppointment: false,
  cancelledAppointment: true,
  newLead: false,
  newText: true,
  missedCall: true,
  callSummary: false,
  leastUrgency: "high",
  hasQuietHours: true,
  quietHours: { from: "22:30", to: "06:15" },
  hasEscalation: true,
  escalateAfterMinutes: 1_440,
};

describe("the form of notifications", () => {
  it("keeps every value that it was given, and shows it again", async () => {
    const { ctx } = await makeTenant();
    await updateBusiness(ctx, { notificationSettings: settingsOf(CHANGED) });
    const kept = (await getBusiness(ctx)).notificationSettings;
    expect(valuesOf(kept)).toEqual({ ...CHANGED, ownerEmail: "desk@harbor.example" });
    expect(settingsOf(valuesOf(kept))).toEqual(kept);
  });

  it("switches quiet hours and the escalation off, and empties the address", async () => {
    const { ctx } = await makeTenant();
    await updateBusiness(ctx, { notificationSettings: settingsOf(CHANGED) });
    const off = { ...CHANGED, ownerEmail: " ", hasQuietHours: false, hasEscalation: false };
    await updateBusiness(ctx, { notificationSettings: settingsOf(off) });
    const kept = (await getBusiness(ctx)).notificationSettings;
    expect(kept).toMatchObject({ ownerEmail: null, quietHours: null, escalateAfterMinutes: null });
    expect(valuesOf(kept)).toMatchObject({
      quietHours: { from: "22:00", to: "07:00" },
      escalateAfterMinutes: 15,
    });
  });

  const SAME = { from: "22:00", to: "22:00" };
  it.each<[Partial<NotificationValues>, string, string]>([
    [{ quietHours: SAME }, "quietHours.to", "Must be another time than the start."],
    [{ quietHours: { from: "", to: "07:00" } }, "quietHours.from", "Must be a time such as 22:00."],
    [{ ownerEmail: "harbor.example" }, "ownerEmail", "Must be an e-mail address."],
    ...["", 0, 1_441, 2.5].map((minutes): [Partial<NotificationValues>, string, string] => [
      { escalateAfterMinutes: minutes },
      "escalateAfterMinutes",
      "Must be a whole number of minutes from 1 to 1,440.",
    ]),
  ])("is refused with %j, at the field, and changes nothing", async (change, field, message) => {
    const { ctx } = await makeTenant();
    await expect(
      updateBusiness(ctx, { notificationSettings: settingsOf({ ...CHANGED, ...change }) }),
    ).rejects.toMatchObject({
      code: "validation_failed",
      detail: { fields: { [`notificationSettings.${field}`]: [message] } },
    });
    expect((await getBusiness(ctx)).notificationSettings).toEqual(notificationSettings.parse({}));
  });

  it("is for owners and admins", async () => {
    const ctx = await (await makeTenant()).as("manager");
    await expect(updateBusiness(ctx, { notificationSettings: settingsOf(CHANGED) })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("says when quiet hours end on the next day", () => {
    expect(quietText({ from: "22:00", to: "07:00" })).toBe("From 10:00 PM until 7:00 AM the next day.");
    expect(quietText({ from: "12:00", to: "14:00" })).toBe("From 12:00 PM until 2:00 PM.");
    expect(quietText({ from: "22:00", to: "22:00" })).toBeNull();
    expect(quietText({ from: "", to: "07:00" })).toBeNull();
  });
});

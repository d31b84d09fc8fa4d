import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { confirmAppointment, getAppointment, updateAppointment } from "@/lib/domain/appointments";
import { findOrCreateContact } from "@/lib/domain/contacts";
import { inTenant } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { mailboxKey } from "@/lib/domain/mailbox-key";
import { calendarFileByToken } from "@/lib/domain/notifications";
import {
  appointmentIdOf,
  bookingByToken,
  bookOnPage,
  cancelByToken,
  manageToken,
  moveAsCustomer,
  timesToMove,
} from "@/lib/domain/public-booking";
import { nextNumber } from "../../support/numbers";
import { at } from "../appointments/open-business";
import { mailsOf, runNotices } from "../notifications/mailbox";
import { onPage, openPage } from "./open-page";

async function bookedPage(wish: Partial<ReturnType<typeof onPage>> = {}) {
  const page = await openPage();
  const input = { ...onPage(page.slug, at("10:00")), serviceId: page.serviceId, ...wish };
  const { id } = await bookOnPage(page.outside, input);
  return { ...page, id, email: input.email, token: manageToken(id) };
}

const NO_LINK = { code: "not_found", message: "This link is not complete. Open it again from the e-mail." };

describe("a link to an appointment", () => {
  it("shows what its customer may know, and nothing of who they are", async () => {
    const { outside, token, serviceId } = await bookedPage();
    const seen = await bookingByToken(outside, token);
    expect(seen).toEqual({
      business: expect.objectContaining({ name: "Harbor Dental", phone: "+12125550143", isOpen: true }),
      status: "pending",
      startsAt: at("10:00"),
      endsAt: at("10:30"),
      title: "Check-up",
      serviceId,
      calendarName: "Dr. Ada",
      isOpen: true,
    });
    expect(JSON.stringify(seen)).not.toContain("Ana");
  });

  it("cannot be made or changed by somebody else", async () => {
    const { outside, token, id } = await bookedPage();
    const other = manageToken(randomUUID());
    const forged = [
      token.slice(0, 22) + other.slice(22),
      other.slice(0, 22) + token.slice(22),
      token.slice(0, -1),
      `${token}A`,
      id,
      "",
    ];
    for (const wrong of forged) {
      await expect(bookingByToken(outside, wrong)).rejects.toMatchObject(NO_LINK);
      await expect(cancelByToken(outside, wrong)).rejects.toMatchObject(NO_LINK);
      await expect(moveAsCustomer(outside, wrong, at("11:00"))).rejects.toMatchObject(NO_LINK);
    }
    await expect(bookingByToken(outside, other)).rejects.toMatchObject({ code: "not_found" });
    expect((await bookingByToken(outside, token)).status).toBe("pending");
  });

  it("is one text for one appointment: no other character anywhere is good", () => {
    const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    fc.assert(
      fc.property(fc.uuid(), fc.nat(45), fc.nat(63), (id, place, letter) => {
        const token = manageToken(id);
        expect(appointmentIdOf(token)).toBe(id);
        const changed = token.slice(0, place) + LETTERS.charAt(letter) + token.slice(place + 1);
        if (changed !== token) expect(() => appointmentIdOf(changed)).toThrow("not complete");
      }),
    );
  });

  it("gives the calendar file, with itself in it", async () => {
    const { outside, token } = await bookedPage();
    const { content } = await calendarFileByToken(outside, token);
    const lines = content.replace(/\r\n[ \t]/g, "");
    expect(lines).toContain(`/booking/${token}`);
    expect(lines).toContain("STATUS:TENTATIVE");
  });

  it("gives a calendar file whose title leads nowhere", async () => {
    const { ctx, outside, token, id } = await bookedPage();
    await updateAppointment(ctx, { id, title: "Win at evil.example now" });
    const { content } = await calendarFileByToken(outside, token);
    expect(content).toContain("SUMMARY:Win at now: Harbor Dental");
    expect(content).not.toContain("evil");
  });
});

describe("moving by the link", () => {
  it("keeps service, length and calendar, and tells customer and owner", async () => {
    const page = await bookedPage();
    await runNotices(page);
    await moveAsCustomer(page.outside, page.token, at("11:15"));
    expect(await getAppointment(page.ctx, page.id)).toMatchObject({
      startsAt: at("11:15"),
      endsAt: at("11:45"),
      serviceId: page.serviceId,
      calendarId: page.calendarId,
    });
    await runNotices(page);
    const mails = await mailsOf(page);
    expect(mails.map(({ kind }) => kind).sort()).toEqual([
      "appointment_moved",
      "appointment_request",
      "moved_appointment",
      "new_appointment",
    ]);
    expect(mails.find(({ kind }) => kind === "moved_appointment")?.subject).toBe(
      "Ana Diaz moved their appointment: Tuesday, March 3 at 11:15 AM",
    );
  });

  it("offers other times than its own, and three of them for a taken one", async () => {
    const page = await bookedPage();
    const { days } = await timesToMove(page.outside, page.token);
    expect(days[1]?.times).not.toContainEqual(at("10:00"));
    await bookOnPage(page.outside, onPage(page.slug, at("12:00")));
    await expect(moveAsCustomer(page.outside, page.token, at("12:00"))).rejects.toMatchObject({
      code: "slot_taken",
      detail: { data: { alternatives: [expect.any(String), expect.any(String), expect.any(String)] } },
    });
    await expect(moveAsCustomer(page.outside, page.token, at("20:00"))).rejects.toMatchObject({
      code: "validation_failed",
    });
  });

  it("ends when the appointment has begun, is cancelled, or was changed twenty times", async () => {
    const page = await bookedPage();
    await inTenant(page.ctx, ({ trx }) =>
      trx.updateTable("appointments").set({ sequence: 20 }).where("id", "=", page.id).execute(),
    );
    await expect(moveAsCustomer(page.outside, page.token, at("11:00"))).rejects.toMatchObject({
      code: "conflict",
    });
    page.clock.set(at("10:10"));
    await expect(cancelByToken(page.outside, page.token)).rejects.toMatchObject({ code: "conflict" });
    await expect(moveAsCustomer(page.outside, page.token, at("11:00"))).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await bookingByToken(page.outside, page.token)).isOpen).toBe(false);
  });
});

describe("cancelling by the link", () => {
  it("frees the time and tells both; twice is once", async () => {
    const page = await bookedPage();
    await cancelByToken(page.outside, page.token);
    await cancelByToken(page.outside, page.token);
    expect((await bookingByToken(page.outside, page.token)).status).toBe("cancelled");
    await bookOnPage(page.outside, onPage(page.slug, at("10:00")));
    await runNotices(page);
    const kinds = (await mailsOf(page)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "appointment_cancellation")).toHaveLength(1);
    expect(kinds.filter((kind) => kind === "cancelled_appointment")).toHaveLength(1);
  });
});

describe("mail to an address that somebody typed", () => {
  it("carries the link, and nothing else that leads anywhere", async () => {
    const page = await bookedPage({ name: "Win at https://evil.example now", notes: "www.evil.example" });
    await runNotices(page);
    const [mail] = (await mailsOf(page)).filter(({ kind }) => kind === "appointment_request");
    expect(mail?.to).toBe(page.email);
    expect(mail?.text).toContain("Hello,");
    expect(mail?.text).toContain(`/booking/${page.token}`);
    expect(`${mail?.subject} ${mail?.text} ${mail?.html}`).not.toContain("evil");
  });

  it("goes to that address alone, whatever the contact with the number has", async () => {
    const page = await openPage();
    const phone = nextNumber();
    await findOrCreateContact(page.ctx, { name: "Grace", phone, email: `${randomUUID()}@example.com` });
    await bookOnPage(page.outside, { ...onPage(page.slug, at("10:00")), phone, email: "" });
    await runNotices(page);
    expect((await mailsOf(page)).map(({ kind }) => kind)).toEqual(["new_appointment"]);
  });

  it("is not sent for a business whose owner is not verified", async () => {
    const page = await bookedPage();
    Object.assign(page.ports.mail, { transport: "smtp" });
    await runNotices(page);
    const kinds = (await mailsOf(page)).map(({ kind }) => kind);
    expect(kinds).toEqual(["new_appointment"]);
  });

  it("ends after twenty in a day to one mailbox, however its address is written and whichever business writes", async () => {
    const [page, other] = [await bookedPage(), await openPage()];
    const toCustomer = async () =>
      (await mailsOf(page)).filter(({ to }) => mailboxKey(to) === page.email).length;
    await inTenant(other.ctx, ({ trx }) =>
      trx
        .insertInto("mails")
        .values(
          Array.from({ length: 19 }, (_, index) => ({
            id: newId(page.clock.now()),
            business_id: other.businessId,
            dedupe_key: `${page.id}:${index}`,
            kind: "appointment_moved",
            to_address: page.email.replace("@", `+${index}@`),
            mailbox: page.email,
            subject: "Moved",
            text_body: "",
            html_body: "",
            is_for_customer: true,
            created_at: page.clock.now(),
          })),
        )
        .execute(),
    );
    await runNotices(page);
    expect(await toCustomer()).toBe(1);
    await moveAsCustomer(page.outside, page.token, at("11:00"));
    await runNotices(page);
    expect(await toCustomer()).toBe(1);
  });

  it("tells that the business has confirmed", async () => {
    const page = await bookedPage();
    await confirmAppointment(page.ctx, page.id);
    await confirmAppointment(page.ctx, page.id);
    await runNotices(page);
    const kinds = (await mailsOf(page)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "appointment_confirmation")).toHaveLength(1);
  });
});

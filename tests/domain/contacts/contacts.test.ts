import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  findContactByPhone,
  findOrCreateContact,
  getContact,
  listContacts,
  updateContact,
} from "@/lib/domain/contacts";
import { inTenant } from "@/lib/domain/context";
import { makeTenant } from "../../support/context";

const PHONE = "+12125550123";
const OTHER_PHONE = "+12125550124";
const EMAIL = "ada@example.com";

describe("finding or creating a contact", () => {
  it("makes one for a new phone, and finds it again in any spelling", async () => {
    const { ctx } = await makeTenant();
    const made = await findOrCreateContact(ctx, { name: "Ada", phone: "(212) 555-0123" });
    expect(made).toMatchObject({ name: "Ada", phone: PHONE, isPhonePossible: true, email: null });
    const again = await findOrCreateContact(ctx, { phone: "+1 212 555 0123" });
    expect(again.id).toBe(made.id);
    expect(await findContactByPhone(ctx, "212.555.0123")).toMatchObject({ id: made.id });
    expect(await findContactByPhone(ctx, OTHER_PHONE)).toBeNull();
    expect(await findContactByPhone(ctx, "anonymous")).toBeNull();
  });

  it("adds what was unknown and leaves what was known", async () => {
    const { ctx } = await makeTenant();
    const { id } = await findOrCreateContact(ctx, { name: "Ada", phone: PHONE });
    const merged = await findOrCreateContact(ctx, {
      name: "A. Lovelace",
      phone: PHONE,
      email: "Ada@Example.com",
      company: "Engines",
    });
    expect(merged).toMatchObject({ id, name: "Ada", email: EMAIL, company: "Engines" });
    const byEmail = await findOrCreateContact(ctx, { email: EMAIL, phone: OTHER_PHONE });
    expect(byEmail).toMatchObject({ id, phone: PHONE });
  });

  it("adds the phone to a contact known by e-mail alone", async () => {
    const { ctx } = await makeTenant();
    const { id } = await findOrCreateContact(ctx, { email: EMAIL });
    expect(await findOrCreateContact(ctx, { email: EMAIL, phone: PHONE })).toMatchObject({
      id,
      phone: PHONE,
    });
  });

  it("lets the phone decide when phone and e-mail belong to two contacts", async () => {
    const { ctx } = await makeTenant();
    const byPhone = await findOrCreateContact(ctx, { phone: PHONE });
    const byEmail = await findOrCreateContact(ctx, { email: EMAIL });
    const found = await findOrCreateContact(ctx, { phone: PHONE, email: EMAIL });
    expect(found).toMatchObject({ id: byPhone.id, email: null });
    expect(await getContact(ctx, byEmail.id)).toMatchObject({ email: EMAIL, phone: null });
  });

  it("keeps a number that cannot exist, marked", async () => {
    const { ctx } = await makeTenant();
    expect(await findOrCreateContact(ctx, { phone: "+1-555-0100" })).toMatchObject({
      phone: "+15550100",
      isPhonePossible: false,
    });
  });

  it("makes one contact of twenty at once", async () => {
    const { ctx } = await makeTenant();
    const made = await Promise.all(
      Array.from({ length: 20 }, () => findOrCreateContact(ctx, { phone: PHONE, email: EMAIL })),
    );
    expect(new Set(made.map((contact) => contact.id)).size).toBe(1);
    expect((await listContacts(ctx, { page: 1, limit: 10 })).total).toBe(1);
  });

  it("joins the transaction of its caller", async () => {
    const { ctx } = await makeTenant();
    const undone = inTenant(ctx, async (inner) => {
      await findOrCreateContact(inner, { phone: PHONE });
      throw new Error("undo");
    });
    await expect(undone).rejects.toThrow("undo");
    expect(await findContactByPhone(ctx, PHONE)).toBeNull();
  });

  it("keeps businesses apart", async () => {
    const [one, two] = [await makeTenant(), await makeTenant()];
    const made = await findOrCreateContact(one.ctx, { phone: PHONE });
    expect((await findOrCreateContact(two.ctx, { phone: PHONE })).id).not.toBe(made.id);
    await expect(getContact(two.ctx, made.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(updateContact(two.ctx, { id: made.id, name: "Mine" })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("refuses what is no fact, and guests", async () => {
    const tenant = await makeTenant();
    await expect(findOrCreateContact(tenant.ctx, {})).rejects.toMatchObject({ code: "validation_failed" });
    await expect(findOrCreateContact(tenant.ctx, { phone: "12" })).rejects.toMatchObject({
      code: "validation_failed",
      detail: { fields: { phone: expect.any(Array) } },
    });
    await expect(findOrCreateContact(await tenant.as("guest"), { phone: PHONE })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("changing a contact", () => {
  it("changes what is given and refuses another contact's phone", async () => {
    const { ctx } = await makeTenant();
    const ada = await findOrCreateContact(ctx, { name: "Ada", phone: PHONE, email: EMAIL });
    const bob = await findOrCreateContact(ctx, { name: "Bob", phone: OTHER_PHONE });
    expect(await updateContact(ctx, { id: ada.id, notes: "Left-handed", email: null })).toMatchObject({
      name: "Ada",
      phone: PHONE,
      email: null,
      notes: "Left-handed",
    });
    await expect(updateContact(ctx, { id: bob.id, phone: PHONE })).rejects.toMatchObject({
      code: "already_exists",
      detail: { fields: { phone: [expect.any(String)] }, data: { contactId: ada.id, contactName: "Ada" } },
    });
    expect(await updateContact(ctx, { id: ada.id, phone: PHONE })).toMatchObject({ phone: PHONE });
  });

  it("does not know ids that are none", async () => {
    const { ctx } = await makeTenant();
    for (const id of ["", "nobody", "'; drop table contacts", randomUUID()]) {
      await expect(getContact(ctx, id)).rejects.toMatchObject({ code: "not_found" });
      await expect(updateContact(ctx, { id, name: "X" })).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

describe("listing contacts", () => {
  it("searches in name, phone, e-mail and company, taking % for what it is", async () => {
    const { ctx, clock } = await makeTenant();
    await findOrCreateContact(ctx, { name: "Ada 100%", phone: PHONE });
    clock.set("2026-03-02T15:00:00Z");
    await findOrCreateContact(ctx, { name: "Bob", email: EMAIL, company: "Engines" });
    const names = async (search?: string) => {
      const page = await listContacts(ctx, { page: 1, limit: 10, ...(search ? { search } : {}) });
      return page.items.map((contact) => contact.name);
    };
    expect(await names()).toEqual(["Bob", "Ada 100%"]);
    expect(await names("engines")).toEqual(["Bob"]);
    expect(await names("0123")).toEqual(["Ada 100%"]);
    expect(await names("%")).toEqual(["Ada 100%"]);
    expect(await names("_")).toEqual([]);
    expect(await listContacts(ctx, { page: 2, limit: 1 })).toMatchObject({
      total: 2,
      items: [{ name: "Ada 100%" }],
    });
  });
});

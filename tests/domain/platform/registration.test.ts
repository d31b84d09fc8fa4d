import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SignUpForm } from "@/app/(auth)/sign-up/sign-up-form";
import { SignUpOffer } from "@/app/(auth)/sign-up/sign-up-offer";
import { POST as cloudgreetRegister } from "@/app/api/cloudgreet/auth/register/route";
import { POST as micro8gentsRegister } from "@/app/api/micro8gents/auth/register/route";
import { registerPerson, signUp } from "@/lib/domain/access";
import { asSystem, type Context } from "@/lib/domain/context";
import { inviteMember, signUpInvited } from "@/lib/domain/members";
import { isRegistrationOpen, updatePlatformSettings } from "@/lib/domain/platform";
import { refusal } from "../../api/micro8gents/support";
import { failure, post } from "../../api/support";
import { anonymousContext, makeTenant } from "../../support/context";
import { freshEmail, PASSWORD } from "../access/people";

const WORDS =
  "New accounts are by invitation only here. Ask somebody who works with it already to invite you.";

/** The tests of a worker share its one installation. */
const reset = async () =>
  asSystem(await anonymousContext(), "test", ({ trx }) => trx.deleteFrom("platform_settings").execute());
const close = async () => {
  const { ctx } = await makeTenant();
  const actor = { kind: "user", userId: freshId(), sessionId: freshId(), isPlatformAdmin: true } as const;
  await updatePlatformSettings({ ...ctx, actor }, { isRegistrationEnabled: false });
};
const freshId = () => crypto.randomUUID();
const isKnown = (ctx: Context, email: string) =>
  asSystem(ctx, "test", async ({ trx }) => {
    const row = await trx.selectFrom("users").select("id").where("email", "=", email).executeTakeFirst();
    return row !== undefined;
  });

beforeEach(close);
afterEach(reset);

describe("while registration is closed", () => {
  it("nobody signs up, with a business or without", async () => {
    const ctx = await anonymousContext();
    const email = freshEmail();
    expect(await isRegistrationOpen(ctx)).toBe(false);
    const refused = { code: "forbidden", message: WORDS };
    await expect(signUp(ctx, { email, password: PASSWORD, businessName: "Fern" })).rejects.toMatchObject(
      refused,
    );
    const alone = registerPerson(
      ctx,
      { email, password: PASSWORD },
      { isEmailProven: true },
      async (_, user) => user,
    );
    await expect(alone).rejects.toMatchObject(refused);
    expect(await isKnown(ctx, email)).toBe(false);
  });

  it("CloudGreet and Micro8gents refuse in their own shapes", async () => {
    const body = { email: freshEmail(), password: PASSWORD };
    const one = await post(cloudgreetRegister, { body: { ...body, business_name: "Fern" } });
    expect(one.status).toBe(403);
    expect(one.body).toEqual(failure("AUTH_INSUFFICIENT_PERMISSIONS", WORDS));
    const other = await post(micro8gentsRegister, {
      body: { ...body, username: `u-${freshId()}`, businessName: "Fern" },
    });
    expect(other.status).toBe(403);
    expect(other.body).toEqual(refusal(WORDS));
    expect(other.headers.get("set-cookie")).toBeNull();
    expect(await isKnown(await anonymousContext(), body.email)).toBe(false);
  });

  it("whoever is invited joins", async () => {
    const ctx = await anonymousContext();
    const tenant = await makeTenant();
    const email = freshEmail();
    const { token } = await inviteMember(tenant.ctx, { email, role: "guest" });
    const { businessId } = await signUpInvited(ctx, { token, password: PASSWORD });
    expect(businessId).toBe(tenant.businessId);
    expect(await isKnown(ctx, email)).toBe(true);
  });

  it("opens again at once", async () => {
    await reset();
    const ctx = await anonymousContext();
    expect(await isRegistrationOpen(ctx)).toBe(true);
    await expect(
      signUp(ctx, { email: freshEmail(), password: PASSWORD, businessName: "Fern" }),
    ).resolves.toBeTruthy();
  });
});

describe("the page to sign up", () => {
  const holds = (element: unknown, type: unknown): boolean =>
    Array.isArray(element)
      ? element.some((part) => holds(part, type))
      : typeof element === "object" &&
        element !== null &&
        (("type" in element && element.type === type) ||
          ("props" in element &&
            typeof element.props === "object" &&
            element.props !== null &&
            "children" in element.props &&
            holds(element.props.children, type)));

  it("shows the form, or says who can let one in", () => {
    const [open, closed] = [SignUpOffer({ isOpen: true }), SignUpOffer({ isOpen: false })];
    expect([holds(open, SignUpForm), holds(closed, SignUpForm)]).toEqual([true, false]);
    expect(JSON.stringify(closed)).toContain("by invitation");
  });
});

import type { z } from "zod";
import { type Business, createBusinessRows, timeZoneSchema } from "@/lib/domain/businesses";
import { asSystem, audit, type Context, type SystemContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import { parseInput } from "@/lib/domain/parse";
import { requireOpenRegistration } from "@/lib/domain/platform";
import { mailVerificationCode } from "./email-verification";
import { hashPassword } from "./password";
import { type NewPerson, newPersonInput, signUpInput, type User } from "./schema";
import { toUser, USER_COLUMNS } from "./user-row";
import { otherUsernameOf, usernameOf } from "./username";

const input = signUpInput.extend({ timeZone: timeZoneSchema.optional() });
type NewUser = Omit<z.output<typeof newPersonInput>, "password"> & {
  passwordHash: string;
  emailVerifiedAt: Date | null;
};

const MAX_NAMES_TRIED = 20;

const taken = (field: "email" | "username") =>
  new DomainError(
    "already_exists",
    field === "email" ? "This e-mail address already has an account." : "This user name is taken.",
    { subject: "user", fields: { [field]: ["Already in use."] } },
  );

/** Writes a person; a user name is made when none was given. @throws DomainError already_exists. */
async function insertUser(ctx: SystemContext, given: NewUser): Promise<User> {
  const now = ctx.clock.now();
  for (let tried = 0; tried < MAX_NAMES_TRIED; tried += 1) {
    const row = await ctx.trx
      .insertInto("users")
      .values({
        id: newId(now),
        email: given.email,
        username: given.username ?? (tried === 0 ? usernameOf(given.email) : otherUsernameOf(given.email)),
        password_hash: given.passwordHash,
        email_verified_at: given.emailVerifiedAt,
        first_name: given.firstName ?? "",
        last_name: given.lastName ?? "",
        created_at: now,
        updated_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning(USER_COLUMNS)
      .executeTakeFirst();
    if (row) return toUser(row);
    const holder = await ctx.trx
      .selectFrom("users")
      .select("id")
      .where("email", "=", given.email)
      .executeTakeFirst();
    if (holder) throw taken("email");
    if (given.username !== undefined) throw taken("username");
  }
  throw taken("username");
}

/**
 * Registers a person, and in the same transaction makes them part of a business; mails them a code that verifies their
 * address.
 * @param options `isEmailProven`: the address is known to be theirs, and no code is mailed. `isInvited`: somebody asked
 * them to join, so that it does not matter whether registration is open.
 * @param settle gives the new person a place.
 * @throws DomainError validation_failed, forbidden while registration is closed, already_exists for the e-mail address or
 * the user name, and what `settle` throws.
 */
export async function registerPerson<R>(
  ctx: Context,
  given: NewPerson,
  { isEmailProven, isInvited = false }: { isEmailProven: boolean; isInvited?: boolean },
  settle: (ctx: SystemContext, user: User) => Promise<R>,
): Promise<R> {
  const { password, ...person } = parseInput(newPersonInput, given);
  const passwordHash = await hashPassword(password);
  return asSystem(ctx, "sign-up", async (system) => {
    if (!isInvited) await requireOpenRegistration(system);
    const emailVerifiedAt = isEmailProven ? ctx.clock.now() : null;
    const user = await insertUser(system, { ...person, passwordHash, emailVerifiedAt });
    const settled = await settle(system, user);
    if (!isEmailProven) await mailVerificationCode(system, user);
    return settled;
  });
}

/**
 * Registers a person and the business they own, and mails them a code that verifies their address.
 * @param given `timeZone` is an IANA name, UTC when left out; opening hours start as Monday to Friday, nine to five.
 * @param options `isEmailProven`: the address is known to be theirs, and no code is mailed.
 * @throws DomainError validation_failed, forbidden while registration is closed, already_exists for the e-mail address or
 * the user name.
 */
export async function signUp(
  ctx: Context,
  given: z.input<typeof signUpInput>,
  { isEmailProven = false }: { isEmailProven?: boolean } = {},
): Promise<{ user: User; business: Business; role: "owner" }> {
  const { businessName, timeZone = "UTC", ...person } = parseInput(input, given);
  return registerPerson(ctx, person, { isEmailProven }, async (system, user) => {
    const business = await createBusinessRows(system, { name: businessName, timeZone, ownerUserId: user.id });
    const scoped = { ...system, business: { id: business.id, role: "owner" as const } };
    await audit(scoped, "user.sign_up", user.id, { email: user.email });
    return { user, business, role: "owner" };
  });
}

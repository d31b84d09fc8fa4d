import { expect } from "vitest";
import { z } from "zod";
import { asService } from "@/lib/db/tenant";
import { testDatabase } from "../../support/context";
import { INSTANT, idOf, newEmail } from "../support";
import { type Office, openOffice } from "./office";

export const GOOD_PASSWORD = "SecurePass123";
export const JWT = expect.stringMatching(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);

/** The user object, as the document has it. */
export const userJson = (email: string, displayName = "John Doe") => ({
  id: idOf("usr"),
  email,
  display_name: displayName,
  status: "active",
  created_at: INSTANT,
  updated_at: INSTANT,
});

const tokens = z.object({
  user: z.object({ id: z.string(), email: z.string() }),
  access_token: z.string(),
  refresh_token: z.string(),
});

/** Somebody with tokens of Microbit. */
export interface Account {
  email: string;
  userId: string;
  refreshToken: string;
  /** Names the access token, and nobody else. */
  as: { headers: Record<string, string>; as: { token: string } };
}

export function accountOf(body: unknown): Account {
  const { user, access_token, refresh_token } = tokens.parse(body);
  return {
    email: user.email,
    userId: user.id,
    refreshToken: refresh_token,
    as: { headers: {}, as: { token: access_token } },
  };
}

/** A new account through POST /auth/register: it works nowhere. */
export const register = async (office: Office, given: object = {}): Promise<Account> =>
  accountOf(
    await office.make("POST /auth/register", {
      headers: {},
      body: { email: newEmail(), password: GOOD_PASSWORD, display_name: "John Doe", ...given },
    }),
  );

/** Another session of the same person. */
export const logIn = async (office: Office, { email }: Account, password = GOOD_PASSWORD): Promise<Account> =>
  accountOf(await office.make("POST /auth/login", { headers: {}, body: { email, password } }));

/** An office and somebody with an account in it. */
export async function officeWith(given: object = {}) {
  const office = await openOffice();
  return { office, person: await register(office, given) };
}

/** Writes what no endpoint writes of a person. */
export async function setPerson(
  email: string,
  change: { status?: "active" | "suspended"; is_platform_admin?: boolean; email_verified_at?: Date },
): Promise<void> {
  const { kysely } = await testDatabase();
  await asService(kysely, (trx) => trx.updateTable("users").set(change).where("email", "=", email).execute());
}

/** Lets time pass for everybody in the office. */
export const wait = ({ clock }: Office, seconds: number): void =>
  clock.set(new Date(clock.now().getTime() + seconds * 1000));

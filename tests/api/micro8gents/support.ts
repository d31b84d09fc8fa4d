import { randomUUID } from "node:crypto";
import { z } from "zod";
import { POST as loginPost } from "@/app/api/micro8gents/auth/login/route";
import { POST as registerPost } from "@/app/api/micro8gents/auth/register/route";
import { asService } from "@/lib/db/tenant";
import type { Role } from "@/lib/domain/permissions";
import { testDatabase } from "../../support/context";
import { type Answer, PASSWORD, post } from "../support";

/** Someone who registered through the API, and the headers of their browser. */
export interface Person {
  id: number;
  username: string;
  email: string;
  headers: { cookie: string };
}

const user = z.object({ id: z.number(), username: z.string(), email: z.string() });

/** The whole body of a refusal, as the document has it. */
export const refusal = (message: unknown, errors: Record<string, unknown> = {}) => ({ message, errors });

/** The session cookie that an answer sets, as the browser sends it back. */
export function cookieOf(answer: Answer): string {
  const [pair = ""] = (answer.headers.get("set-cookie") ?? "").split(";");
  if (!pair) throw new Error(`No cookie in ${answer.status} ${JSON.stringify(answer.body)}`);
  return pair;
}

/** Who an answer of register or login is about. */
export const personOf = (answer: Answer): Person => ({
  ...user.parse(answer.body),
  headers: { cookie: cookieOf(answer) },
});

export const newName = (): string => `user-${randomUUID().slice(0, 13)}`;

/** A new account with a business of its own, made through POST /auth/register. */
export async function join(businessName = "Harbor Dental"): Promise<Person> {
  await testDatabase();
  const username = newName();
  const body = { username, email: `${username}@example.com`, password: PASSWORD, businessName };
  return personOf(await post(registerPost, { body }));
}

/** The same person with another role in their business, signed in anew. */
export async function asRole(person: Person, role: Role): Promise<Person> {
  const { kysely } = await testDatabase();
  await asService(kysely, async (trx) => {
    const { id } = await trx
      .selectFrom("users")
      .select("id")
      .where("number", "=", person.id)
      .executeTakeFirstOrThrow();
    await trx.updateTable("members").set({ role }).where("user_id", "=", id).execute();
  });
  return personOf(await post(loginPost, { body: { username: person.username, password: PASSWORD } }));
}

/** A new person with a role in a business (by its UUID), and in none of their own. */
export async function joinAs(role: Role, businessId: string): Promise<Person> {
  const person = await join();
  const { kysely } = await testDatabase();
  await asService(kysely, async (trx) => {
    const { id } = await trx
      .selectFrom("users")
      .select("id")
      .where("number", "=", person.id)
      .executeTakeFirstOrThrow();
    await trx
      .updateTable("members")
      .set({ role, business_id: businessId })
      .where("user_id", "=", id)
      .execute();
  });
  return personOf(await post(loginPost, { body: { username: person.username, password: PASSWORD } }));
}

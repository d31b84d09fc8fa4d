import { randomUUID } from "node:crypto";
import { beforeAll, expect } from "vitest";
import { z } from "zod";
import { POST as loginPost } from "@/app/api/cloudgreet/auth/login/route";
import { POST as registerPost } from "@/app/api/cloudgreet/auth/register/route";
import { asService } from "@/lib/db/tenant";
import { createApiKey, identify, signIn } from "@/lib/domain/access";
import { type Clock, systemClock } from "@/lib/domain/clock";
import { type Context, createContext } from "@/lib/domain/context";
import type { Permission, Role } from "@/lib/domain/permissions";
import { ids } from "@/lib/editions/cloudgreet/ids";
import type { RouteHandler } from "@/lib/http/route";
import { sessionCookieName, sessionCookieValue } from "@/lib/http/session-cookie";
import { log } from "@/lib/log";
import { testDatabase } from "../support/context";
import { type Answer, call } from "../support/http";
import { recordingPorts } from "../support/ports";

export type { Answer } from "../support/http";

export const REQUEST_ID = expect.stringMatching(/^req_[0-9a-f]{32}$/);
export const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
export const idOf = (prefix: string) =>
  expect.stringMatching(new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`));
export const PASSWORD = "password123";
/** An e-mail address of nobody else. */
export const newEmail = (): string => `${randomUUID()}@example.com`;

/** The whole body of a success, as the document has it. */
export const success = (data: unknown, message = "Operation completed successfully") => ({
  success: true,
  data,
  message,
  timestamp: INSTANT,
  requestId: REQUEST_ID,
});

/** The whole body of a refusal, as the document has it. */
export const failure = (code: string, error: unknown = expect.any(String), details: unknown = {}) => ({
  success: false,
  error,
  code,
  details,
  timestamp: INSTANT,
  requestId: REQUEST_ID,
});

/** The whole body of a 422: every field named with what is wrong with it. */
export const invalidFields = (...fields: string[]) =>
  failure(
    "VALIDATION_ERROR",
    "Validation failed",
    Object.fromEntries(fields.map((field) => [field, [expect.any(String)]])),
  );

/** A lead, business, … of the right form that nobody has. */
export const unknownId = (noun: Parameters<typeof ids.write>[0]): string => ids.write(noun, randomUUID());

export interface Sending {
  /** Whose access token goes along; nobody's by default. */
  as?: { token: string };
  id?: string;
  params?: Record<string, string>;
  query?: string | Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Sends a request to a real route as Next would. */
export function send(method: string, handler: RouteHandler, sending: Sending = {}): Promise<Answer> {
  const { as, id, query = "", body, headers = {} } = sending;
  const search = typeof query === "string" ? query : new URLSearchParams(query).toString();
  return call(handler, {
    method,
    path: `/api/test${search ? `?${search}` : ""}`,
    params: sending.params ?? (id === undefined ? {} : { id }),
    headers: { ...(as ? { authorization: `Bearer ${as.token}` } : {}), ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

export const get = (handler: RouteHandler, sending?: Sending) => send("GET", handler, sending);
export const post = (handler: RouteHandler, sending?: Sending) => send("POST", handler, sending);
export const put = (handler: RouteHandler, sending?: Sending) => send("PUT", handler, sending);
export const remove = (handler: RouteHandler, sending?: Sending) => send("DELETE", handler, sending);

/** The `data` of an envelope. */
export function dataOf(answer: Answer): Record<string, unknown> {
  const parsed = z.object({ data: z.record(z.string(), z.unknown()) }).safeParse(answer.body);
  if (!parsed.success) throw new Error(`No data in ${answer.status} ${JSON.stringify(answer.body)}`);
  return parsed.data.data;
}

const signedUp = z.object({
  token: z.string(),
  user: z.object({ id: z.string(), business_id: z.string() }),
});

/** Someone who signed up through the API, and their access token. Ids are CloudGreet's. */
export interface Account {
  email: string;
  token: string;
  userId: string;
  businessId: string;
  /** The UUIDs behind the ids. */
  raw: { userId: string; businessId: string };
}

const uuid = (noun: Parameters<typeof ids.read>[0], id: string): string => ids.read(noun).parse(id);

export function accountOf(email: string, data: unknown): Account {
  const { token, user } = signedUp.parse(data);
  return {
    email,
    token,
    userId: user.id,
    businessId: user.business_id,
    raw: { userId: uuid("user", user.id), businessId: uuid("business", user.business_id) },
  };
}

/** A new account with a business of its own, made through POST /auth/register. */
export async function signUp(businessName = "Harbor Dental"): Promise<Account> {
  await testDatabase();
  const email = newEmail();
  const answer = await post(registerPost, {
    body: { email, password: PASSWORD, business_name: businessName },
  });
  return accountOf(email, dataOf(answer));
}

/** A new token through POST /auth/login. */
export async function logIn(account: Account): Promise<Account> {
  return accountOf(
    account.email,
    dataOf(await post(loginPost, { body: { email: account.email, password: PASSWORD } })),
  );
}

/** The same person with another role in a business (their own, unless another is given), signed in anew. */
export async function withRole(
  account: Account,
  role: Role,
  businessId = account.raw.businessId,
): Promise<Account> {
  const { kysely } = await testDatabase();
  await asService(kysely, async (trx) => {
    await trx.deleteFrom("members").where("user_id", "=", account.raw.userId).execute();
    await trx
      .insertInto("members")
      .values({
        id: randomUUID(),
        business_id: businessId,
        user_id: account.raw.userId,
        role,
        created_at: new Date(),
        last_used_at: new Date(),
      })
      .execute();
  });
  return logIn(account);
}

/** A context outside any request, for the verbs that have no endpoint yet. Jobs wait until somebody runs them. */
export async function contextAs(account: Account | null, clock: Clock = systemClock): Promise<Context> {
  const nobody = createContext({
    requestId: "req_test",
    ip: "203.0.113.9",
    actor: { kind: "anonymous" },
    business: null,
    clock,
    ports: recordingPorts(),
    log: log(),
    database: await testDatabase(),
  });
  if (!account) return nobody;
  const identity = await identify(nobody, { kind: "bearer", token: account.token });
  return { ...nobody, actor: identity?.actor ?? nobody.actor, business: identity?.business ?? null };
}

/** A key of the account's business, as text. */
export async function makeApiKey(account: Account, permissions?: Permission[]): Promise<string> {
  const { key } = await createApiKey(await contextAs(account), {
    name: "Test",
    ...(permissions ? { permissions } : {}),
  });
  return key;
}

/** The Cookie header of the account's browser. */
export async function makeCookie(account: Account): Promise<string> {
  const signed = await signIn(await contextAs(null), {
    login: account.email,
    password: PASSWORD,
    kind: "browser",
  });
  return `${sessionCookieName()}=${await sessionCookieValue(signed.session, signed.user)}`;
}

/** Two businesses of two people, made once for a file. */
export function twoAccounts(): { owner: Account; stranger: Account } {
  const accounts: { owner?: Account; stranger?: Account } = {};
  beforeAll(async () => {
    accounts.owner = await signUp();
    accounts.stranger = await signUp("Someone Else");
  });
  const known = (account: Account | undefined): Account => {
    if (!account) throw new Error("Accounts exist inside tests only");
    return account;
  };
  return {
    get owner() {
      return known(accounts.owner);
    },
    get stranger() {
      return known(accounts.stranger);
    },
  };
}

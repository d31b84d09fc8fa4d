import { randomUUID } from "node:crypto";
import { asService } from "@/lib/db/tenant";
import { createApiKey } from "@/lib/domain/access";
import { recordTelephonyFact } from "@/lib/domain/calls";
import { fixedClock } from "@/lib/domain/clock";
import { addNumber } from "@/lib/domain/numbers";
import type { RouteHandler } from "@/lib/http/route";
import type { HttpRuntime } from "@/lib/http/runtime";
import { allRoutes } from "@/scripts/api-routes";
import { testDatabase } from "../../../support/context";
import { nextNumber } from "../../../support/numbers";
import { rebuilt, runtimeUnder } from "../../rebuilt";
import {
  type Account,
  type Answer,
  accountOf,
  contextAs,
  dataOf,
  newEmail,
  PASSWORD,
  type Sending,
  send,
} from "../../support";

/** When everything in the document's examples happens: a Monday. */
export const DOCUMENTED_AT = "2024-01-15T10:30:00Z";

const routes = (await allRoutes()).filter(({ edition, isRefusal }) => edition === "cloudgreet" && !isRefusal);

/** The documented endpoints that are there, as `GET /leads/{id}`. */
export const served = new Map<string, RouteHandler>(
  routes.map(({ method, path, handler }) => [
    `${method} ${path.replace("/api/cloudgreet", "").replaceAll(/\[(\w+)\]/g, "{$1}")}`,
    handler,
  ]),
);

/** What the examples name, in a business of its own at the document's time. */
export interface World {
  account: Account;
  clock: ReturnType<typeof fixedClock>;
  /** A route as it is at the document's time; its jobs wait. */
  at(name: string): RouteHandler;
  ask(name: string, sending?: Sending): Promise<Answer>;
  /** A lead with the document's name, phone and e-mail; its id. */
  lead(): Promise<string>;
  /** Booked as documented, by somebody with another phone number if one is given; its id. */
  appointment(phone?: string): Promise<string>;
  agent(): Promise<string>;
  /** A finished call of the lead's number, with what was said. */
  call(): Promise<void>;
  /** Gives the business a number to call and write from. */
  number(): Promise<string>;
  /** A key of the business, as text. */
  apiKey(): Promise<string>;
  /** The token in a reset mail. */
  resetToken(): Promise<string>;
}

/** @throws Error for a path that is not there. */
export async function openWorld(): Promise<World> {
  const database = await testDatabase();
  const clock = fixedClock(DOCUMENTED_AT);
  const base = runtimeUnder({ clock });
  const runtime: HttpRuntime = {
    ...base,
    clock,
    context: async (parts) => {
      const ctx = await base.context(parts);
      return { ...ctx, ports: { ...ctx.ports, wakeJobs: () => undefined } };
    },
  };
  const at = (name: string): RouteHandler => {
    const handler = served.get(name);
    if (!handler) throw new Error(`${name} is not served`);
    return rebuilt(handler, runtime);
  };
  const ask = (name: string, sending?: Sending) => send(name.split(" ")[0] ?? "", at(name), sending);
  const email = newEmail();
  const body = { email, password: PASSWORD, business_name: "My Business" };
  const account = accountOf(email, dataOf(await ask("POST /auth/register", { body })));
  const { businessId: business_id } = account;
  const made = async (name: string, fields: object) => {
    const answer = await ask(name, { as: account, body: { business_id, ...fields } });
    return String(dataOf(answer).id);
  };

  const number = async () => {
    const e164 = nextNumber();
    await addNumber(await contextAs(account, clock), { e164 });
    return e164;
  };
  return {
    account,
    clock,
    at,
    ask,
    number,
    lead: () =>
      made("POST /leads", {
        phone: "+1234567890",
        name: "John Doe",
        email: "john@example.com",
        source: "call",
      }),
    appointment: async (phone = "+1234567890") =>
      made("POST /appointments", {
        lead_id: await made("POST /leads", {
          phone,
          email: "john@example.com",
          name: "John Doe",
        }),
        scheduled_date: "2024-01-20T14:00:00Z",
        duration: 30,
        type: "consultation",
        notes: "Initial consultation call",
      }),
    agent: () => made("POST /agents", { name: "Sales Agent" }),
    call: async () => {
      const ctx = await contextAs(null, clock);
      const started = Date.parse(DOCUMENTED_AT);
      const to = await number();
      const leg = {
        provider: "telnyx" as const,
        callControlId: `v3:${randomUUID()}`,
        legId: randomUUID(),
        sessionId: randomUUID(),
        direction: "incoming" as const,
        from: "+1234567890",
        to,
      };
      const seconds = (count: number) => new Date(started + count * 1000);
      await recordTelephonyFact(ctx, { ...leg, type: "initiated", occurredAt: seconds(0) });
      await recordTelephonyFact(ctx, { ...leg, type: "answered", occurredAt: seconds(1) });
      await recordTelephonyFact(ctx, { ...leg, type: "hangup", occurredAt: seconds(181) });
    },
    apiKey: async () => (await createApiKey(await contextAs(account, clock), { name: "SDK" })).key,
    resetToken: async () => {
      await ask("POST /auth/forgot-password", { body: { email } });
      const mail = await asService(database.kysely, (trx) =>
        trx
          .selectFrom("mails")
          .select("text_body")
          .where("to_address", "=", email)
          .orderBy("id", "desc")
          .execute(),
      );
      const token = mail.flatMap(({ text_body }) => /[?&]token=([\w%.~-]+)/.exec(text_body)?.[1] ?? [])[0];
      if (!token) throw new Error(`No reset mail to ${email}`);
      return decodeURIComponent(token);
    },
  };
}

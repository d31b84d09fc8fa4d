import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { asService } from "@/lib/db/tenant";
import { registerPerson, startSession } from "@/lib/domain/access";
import { createBusiness } from "@/lib/domain/businesses";
import { fixedClock } from "@/lib/domain/clock";
import type { Context } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import type { Role } from "@/lib/domain/permissions";
import { microbit } from "@/lib/editions/microbit/edition";
import { ids } from "@/lib/editions/microbit/ids";
import type { RouteHandler } from "@/lib/http/route";
import { sessionCookieName, sessionCookieValue } from "@/lib/http/session-cookie";
import { allRoutes } from "@/scripts/api-routes";
import { anonymousContext, NOW, testDatabase } from "../../support/context";
import { type Conditions, rebuilt, runtimeUnder } from "../rebuilt";
import { type Answer, newEmail, PASSWORD, type Sending, send } from "../support";

const routes = (await allRoutes()).filter(
  ({ edition, isRefusal, path }) => edition === "microbit" && !isRefusal && !path.includes("[["),
);

/** The endpoints that are there, by method and path: `GET /workspaces/:workspaceId`. */
export const served = new Map<string, RouteHandler>(
  routes.map(({ method, path, handler }) => [
    `${method} ${path.replace("/api/microbit/v1", "").replaceAll(/\[(\w+)\]/g, ":$1")}`,
    handler,
  ]),
);

/** Somebody with an account and a session. Ids as UUIDs. */
export interface Person {
  userId: string;
  email: string;
  headers: { cookie: string };
}

export interface Office {
  clock: ReturnType<typeof fixedClock>;
  /** Owns the workspace. */
  owner: Person;
  /** UUID, and as Microbit writes it. */
  businessId: string;
  workspaceId: string;
  /** Sends to an endpoint as the owner, or whom `headers` name; nobody with `headers: {}`. */
  ask(name: string, sending?: Sending): Promise<Answer>;
  /** The same, and has to be a success. @returns the body. */
  make(name: string, sending?: Sending): Promise<Record<string, unknown>>;
  /** A new person with this role in the workspace. */
  join(role: Role): Promise<Person>;
  /** Whom a test calls by a name: a role, or what they are. */
  people: Map<string, Person>;
  /** A new person who works nowhere. */
  stranger(): Promise<Person>;
}

/** The whole body of a refusal, as the document has it. */
export const refusal = (error: unknown = expect.any(String), more: object = {}) => ({ error, ...more });

async function newPerson(ctx: Context): Promise<Person> {
  const email = newEmail();
  const user = await registerPerson(
    ctx,
    { email, password: PASSWORD, firstName: "Pat", lastName: "Doe" },
    { isEmailProven: true },
    async (_, user) => user,
  );
  return { userId: user.id, email, headers: { cookie: "" } };
}

async function signedIn(ctx: Context, person: Person): Promise<Person> {
  const signed = await startSession(ctx, { userId: person.userId, kind: "browser" });
  return {
    ...person,
    headers: { cookie: `${sessionCookieName()}=${await sessionCookieValue(signed.session, signed.user)}` },
  };
}

/**
 * A workspace of its own in UTC, open nine to five from Monday to Friday, whose clock stands; its jobs wait.
 * @param moment Monday, 14:00 in UTC unless said otherwise.
 */
export async function openOffice(moment = NOW, conditions: Conditions = {}): Promise<Office> {
  const { kysely } = await testDatabase();
  const clock = fixedClock(moment);
  const runtime = { ...runtimeUnder({ isQuiet: true, ...conditions, clock }), clock };
  const ctx = await anonymousContext(clock);
  const owner = await newPerson(ctx);
  const actor = {
    kind: "user",
    userId: owner.userId,
    sessionId: randomUUID(),
    isPlatformAdmin: false,
  } as const;
  const { id: businessId } = await createBusiness({ ...ctx, actor }, { name: "Harbor Dental" });
  const workspaceId = ids.write("workspace", businessId);
  const at = (name: string): RouteHandler => {
    const handler = served.get(name);
    if (!handler) throw new Error(`${name} is not served`);
    return rebuilt(handler, runtime, microbit);
  };
  const signedOwner = await signedIn(ctx, owner);
  const ask: Office["ask"] = (name, sending = {}) => {
    const params = { workspaceId, ...(sending.id ? { id: sending.id } : {}), ...sending.params };
    return send(name.split(" ")[0] ?? "", at(name), { headers: signedOwner.headers, ...sending, params });
  };
  return {
    clock,
    owner: signedOwner,
    businessId,
    workspaceId,
    people: new Map(),
    ask,
    make: async (name, sending) => {
      const answer = await ask(name, sending);
      if (answer.status >= 300) throw new Error(`${name}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body as Record<string, unknown>;
    },
    stranger: async () => signedIn(ctx, await newPerson(ctx)),
    join: async (role) => {
      const person = await newPerson(ctx);
      await asService(kysely, (trx) =>
        trx
          .insertInto("members")
          .values({
            id: newId(clock.now()),
            business_id: businessId,
            user_id: person.userId,
            role,
            created_at: clock.now(),
          })
          .execute(),
      );
      return signedIn(ctx, person);
    },
  };
}

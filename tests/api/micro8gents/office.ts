import { asService } from "@/lib/db/tenant";
import { fixedClock } from "@/lib/domain/clock";
import { micro8gents } from "@/lib/editions/micro8gents/edition";
import type { RouteHandler } from "@/lib/http/route";
import { allRoutes } from "@/scripts/api-routes";
import { NOW, testDatabase } from "../../support/context";
import { type Conditions, rebuilt, runtimeUnder } from "../rebuilt";
import { type Answer, PASSWORD, type Sending, send } from "../support";
import { newName, type Person, personOf } from "./support";

const routes = (await allRoutes()).filter(
  ({ edition, isRefusal, path }) => edition === "micro8gents" && !isRefusal && !path.includes("[["),
);

/** The endpoints that are there, named as the document names them: `GET /calls/:id`. */
export const served = new Map<string, RouteHandler>(
  routes.map(({ method, path, handler }) => [
    `${method} ${path.replace("/api/micro8gents", "").replaceAll(/\[(\w+)\]/g, ":$1")}`,
    handler,
  ]),
);

export interface Office {
  clock: ReturnType<typeof fixedClock>;
  person: Person;
  /** Sends to an endpoint as this person, or whom `headers` name; nobody with `headers: {}`. */
  ask(name: string, sending?: Sending): Promise<Answer>;
  /** The same, and has to be a success. @returns the body. */
  make(name: string, sending?: Sending): Promise<Record<string, unknown>>;
  /** A route under this office's clock. */
  at(name: string): RouteHandler;
}

/**
 * A new account with a business of its own in UTC, open nine to five on every day, whose clock stands; its jobs wait.
 * @param moment Monday, 14:00 in UTC unless said otherwise.
 */
export async function openOffice(moment = NOW, conditions: Conditions = {}): Promise<Office> {
  await testDatabase();
  const clock = fixedClock(moment);
  const runtime = { ...runtimeUnder({ ...conditions, clock, isQuiet: true }), clock };
  const at = (name: string): RouteHandler => {
    const handler = served.get(name);
    if (!handler) throw new Error(`${name} is not served`);
    return rebuilt(handler, runtime, micro8gents);
  };
  const username = newName();
  const person = personOf(
    await send("POST", at("POST /auth/register"), {
      body: { username, email: `${username}@example.com`, password: PASSWORD, businessName: "Harbor Dental" },
    }),
  );
  const ask: Office["ask"] = (name, sending = {}) =>
    send(name.split(" ")[0] ?? "", at(name), { headers: person.headers, ...sending });
  const make: Office["make"] = async (name, sending) => {
    const answer = await ask(name, sending);
    if (answer.status >= 300) throw new Error(`${name}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Record<string, unknown>;
  };
  const day = { open: "09:00", close: "17:00", isOpen: true };
  await make("PUT /business/hours", { body: { saturday: day, sunday: day } });
  return { clock, person, ask, make, at };
}

/** The UUIDs behind an office, for what no endpoint can do. */
export async function rawOf({ id }: Person): Promise<{ userId: string; businessId: string }> {
  const { kysely } = await testDatabase();
  return asService(kysely, async (trx) => {
    const row = await trx
      .selectFrom("users")
      .innerJoin("members", "members.user_id", "users.id")
      .select(["users.id as userId", "members.business_id as businessId"])
      .where("users.number", "=", id)
      .executeTakeFirstOrThrow();
    return row;
  });
}

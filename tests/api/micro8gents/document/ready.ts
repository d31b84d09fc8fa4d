import { PASSWORD, type Sending } from "../../support";
import type { Office } from "../office";
import { newName } from "../support";
import { VALUES } from "./values";

export const nothing = async (): Promise<Sending> => ({});

export const newcomer = async (): Promise<Sending> => {
  const username = newName();
  return { headers: {}, body: { username, email: `${username}@example.com` } };
};
export const sameAgain = async ({ person }: Office): Promise<Sending> => ({
  headers: {},
  body: { username: newName(), email: person.email },
});
export const known = async ({ person }: Office): Promise<Sending> => ({
  headers: {},
  body: { username: person.username, password: PASSWORD },
});
export const wrongPassword = async ({ person }: Office): Promise<Sending> => ({
  headers: {},
  body: { username: person.username, password: "password124" },
});

export const faqs = async ({ make }: Office): Promise<Sending> => {
  await make("PUT /business/faqs", { body: { faqs: VALUES.faqs } });
  return {};
};

const withId = ({ id }: Record<string, unknown>): Sending => ({ id: String(id) });

export const call = async ({ make }: Office): Promise<Sending> =>
  withId(await make("POST /calls", { body: { status: "completed", caller: "Jane Roe", duration: "4:05" } }));
/** One of each status, with something said and with nothing. */
export const calls = async ({ make }: Office): Promise<Sending> => {
  for (const status of ["completed", "in-progress", "missed", "transferred"])
    await make("POST /calls", { body: { status, transcript: status === "missed" ? null : "Caller: Hi" } });
  return {};
};

export const booking = async ({ make }: Office): Promise<Sending> => {
  const { customer, service } = VALUES;
  const body = { customer, service, date: "2026-03-05T10:00:00.000Z", status: "upcoming" };
  return withId(await make("POST /bookings", { body }));
};
export const integration = async ({ make }: Office): Promise<Sending> =>
  withId(await make("POST /integrations", { body: { type: "email", config: {}, status: "active" } }));
export const freePlan = async ({ make }: Office): Promise<Sending> =>
  withId(await make("POST /subscriptions", { body: { plan: "free" } }));
/** A paid plan makes a customer at the vendor, before anything is paid. */
export const customer = async ({ make }: Office): Promise<Sending> => {
  await make("POST /subscriptions", { body: { plan: "basic" } });
  return {};
};

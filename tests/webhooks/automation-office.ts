import { randomUUID } from "node:crypto";
import { POST as door } from "@/app/api/webhooks/n8n/route";
import { asService } from "@/lib/db/tenant";
import { fixedClock } from "@/lib/domain/clock";
import { createIntegration } from "@/lib/domain/integrations";
import type { RouteHandler } from "@/lib/http/route";
import { rebuilt, runtimeUnder } from "../api/rebuilt";
import type { Answer } from "../api/support";
import { fromN8n } from "../api/vendors";
import { openBusiness } from "../domain/appointments/open-business";
import { NOW, testDatabase } from "../support/context";

/** A route at the moment most tests happen at, whose jobs wait. */
export const atNow = (handler: RouteHandler, now = NOW): RouteHandler =>
  rebuilt(handler, runtimeUnder({ clock: fixedClock(now), isQuiet: true }), handler.edition);

type Sending = Parameters<typeof fromN8n>[2] & { at?: RouteHandler };

/** An open business that has connected n8n, and what its workflows send. */
export async function automated() {
  const business = await openBusiness();
  const secret = randomUUID();
  const integration = await createIntegration(business.ctx, {
    type: "n8n",
    config: { webhookUrl: "https://n8n.example.com/webhook/a", secret },
  });
  const { kysely } = await testDatabase();
  const { number } = await asService(kysely, (trx) =>
    trx
      .selectFrom("businesses")
      .select("number")
      .where("id", "=", business.businessId)
      .executeTakeFirstOrThrow(),
  );
  const sendRaw = (raw: string, { at = door, ...sending }: Sending = {}): Promise<Answer> =>
    fromN8n(at, raw, { secret, under: atNow(at), ...sending });
  const send = (body: Record<string, unknown>, sending?: Sending): Promise<Answer> =>
    sendRaw(JSON.stringify({ businessId: number, ...body }), sending);
  const rows = async <T extends "appointments" | "leads" | "messages" | "inbox_events">(table: T) =>
    asService(kysely, (trx) =>
      trx
        .selectFrom(table as "inbox_events")
        .selectAll()
        .where("business_id", "=", business.businessId)
        .execute(),
    );
  const countOf = async (table: Parameters<typeof rows>[0]) => (await rows(table)).length;
  const audit = () =>
    asService(kysely, (trx) =>
      trx
        .selectFrom("audit_log")
        .select(["action", "actor"])
        .where("business_id", "=", business.businessId)
        .where("action", "not like", "integration.%")
        .where("request_id", "<>", "req_test")
        .execute(),
    );
  return {
    ...business,
    secret,
    integration,
    number,
    send,
    sendRaw,
    kept: () => rows("inbox_events"),
    countOf,
    audit,
  };
}

/** A booking for the Tuesday after NOW, 10:00 in New York. */
export const booking = (more: Record<string, unknown> = {}) => ({
  action: "create_booking",
  data: {
    customer: "Jane Roe",
    phone: "+12175550188",
    email: "jane@example.com",
    service: "Check-up",
    date: "2026-03-03T10:00:00-05:00",
    notes: "First visit",
    ...more,
  },
});

import { asService } from "@/lib/db/tenant";
import { createService, setHours } from "@/lib/domain/businesses";
import { forBusiness } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { createFaq } from "@/lib/domain/knowledge";
import { runTool, type ToolOutcome } from "@/lib/domain/receptionist";
import { makeTenant, type Tenant, testDatabase } from "../../support/context";

export interface Line {
  conversationId: string;
  callId: string;
  use(tool: string, args?: unknown): Promise<ToolOutcome>;
}

export interface Office extends Tenant {
  /** A new call; the number is withheld where null. */
  call(fromNumber: string | null): Promise<Line>;
  rows(
    table: "appointments" | "leads" | "tasks" | "tool_calls" | "jobs" | "contacts",
  ): Promise<Record<string, unknown>[]>;
}

/** A practice open Monday to Friday 09:00 to 17:00 with services, a FAQ and an agent; calls can come in. */
export async function openOffice(
  options: { fallbackNumbers?: string[]; timeZone?: string } = {},
): Promise<Office> {
  const tenant = await makeTenant({ timeZone: options.timeZone });
  const { ctx, businessId, clock } = tenant;
  const { kysely } = await testDatabase();
  await setHours(
    ctx,
    [1, 2, 3, 4, 5].map((dayOfWeek) => ({ dayOfWeek, opensAt: "09:00", closesAt: "17:00", isOpen: true })),
  );
  await createService(ctx, { name: "Cleaning", durationMinutes: 30, priceMinor: 12_000 });
  await createService(ctx, { name: "Whitening", durationMinutes: 60 });
  await createFaq(ctx, { question: "Do you take new patients?", answer: "Yes, we welcome new patients." });
  const agentId = newId(clock.now());
  const stamps = { created_at: clock.now(), updated_at: clock.now() };
  await asService(kysely, (trx) =>
    trx
      .insertInto("agents")
      .values({
        id: agentId,
        business_id: businessId,
        name: "Front desk",
        greeting: "Hello from {{business_name}}!",
        fallback_numbers: options.fallbackNumbers ?? ["+12125550100"],
        ...stamps,
      })
      .execute(),
  );

  const call = async (fromNumber: string | null): Promise<Line> => {
    const [conversationId, callId] = [newId(clock.now()), newId(clock.now())];
    await asService(kysely, async (trx) => {
      await trx
        .insertInto("conversations")
        .values({
          id: conversationId,
          business_id: businessId,
          channel: "voice",
          agent_id: agentId,
          ...stamps,
        })
        .execute();
      await trx
        .insertInto("calls")
        .values({
          id: callId,
          business_id: businessId,
          conversation_id: conversationId,
          provider: "telnyx",
          from_number: fromNumber,
          to_number: "+12125550111",
          started_at: clock.now(),
          ...stamps,
        })
        .execute();
    });
    const scoped = forBusiness({ ...ctx, actor: { kind: "receptionist", conversationId } }, businessId);
    return {
      conversationId,
      callId,
      use: (tool, args = {}) => runTool(scoped, { conversationId, tool, arguments: args }),
    };
  };

  return {
    ...tenant,
    call,
    rows: (table) =>
      asService(kysely, (trx) =>
        trx.selectFrom(table).selectAll().where("business_id", "=", businessId).execute(),
      ),
  };
}

/** Makes a conversation one of another channel, with this contact. */
export async function onChannel(conversationId: string, channel: string, contactId: unknown): Promise<void> {
  const { kysely } = await testDatabase();
  await asService(kysely, (trx) =>
    trx
      .updateTable("conversations")
      .set({ channel, contact_id: String(contactId) })
      .where("id", "=", conversationId)
      .execute(),
  );
}

/** Tuesday, 3 March 2026, 15:00 in New York. */
export const TUESDAY_THREE = "2026-03-03T20:00:00.000Z";

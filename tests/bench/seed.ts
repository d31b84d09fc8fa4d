// Fills the database of the environment through the product's own verbs, then prints nothing and ends.
import { randomUUID } from "node:crypto";
import { database } from "@/lib/db/client";
import { signIn } from "@/lib/domain/access";
import { recordTelephonyFact, recordVoiceFact } from "@/lib/domain/calls";
import { fixedClock } from "@/lib/domain/clock";
import { type Context, inTenant } from "@/lib/domain/context";
import { createLead } from "@/lib/domain/leads";
import { contextOf, systemContext } from "@/lib/wiring";
import { DEMO_LOGIN, DEMO_NUMBER } from "../../scripts/demo/practice";
import { seedDemo } from "../../scripts/demo/seed";
import { CALLS, callerNumber, LEADS, voiceCallId } from "./seeded";

const SOURCES = ["call", "sms", "email", "web"] as const;

const nobody = (): Promise<Context> =>
  contextOf({ requestId: `req_${randomUUID()}`, ip: null, actor: { kind: "anonymous" }, business: null });

async function ownerContext(): Promise<Context> {
  const { user, session, business } = await signIn(await nobody(), {
    login: DEMO_LOGIN.email,
    password: DEMO_LOGIN.password,
    kind: "token",
  });
  const actor = { kind: "user" as const, userId: user.id, sessionId: session.id, isPlatformAdmin: false };
  return { ...(await nobody()), actor, business };
}

async function addLeads(ctx: Context): Promise<void> {
  const begin = Date.now() - LEADS * 60_000;
  await inTenant(ctx, async (inner) => {
    for (let index = 0; index < LEADS; index += 1) {
      await createLead(
        { ...inner, clock: fixedClock(new Date(begin + index * 60_000)) },
        {
          name: `Customer ${index}`,
          phone: `+1212555${String(1_000 + index).padStart(4, "0")}`,
          email: `customer-${index}@example.com`,
          company: "",
          reason: "Asked for a check-up and a cleaning before the summer.",
          notes: "Prefers mornings.",
          source: SOURCES[index % SOURCES.length],
        },
      );
    }
  });
}

/** Calls that are answered, spoken to and not over. */
async function openCalls(): Promise<void> {
  const system = await systemContext("bench");
  for (let index = 0; index < CALLS; index += 1) {
    const sessionId = randomUUID();
    const known = await recordTelephonyFact(system, {
      type: "answered",
      provider: "telnyx",
      callControlId: `v3:${sessionId}`,
      legId: sessionId,
      sessionId,
      direction: "incoming",
      from: callerNumber(index),
      to: DEMO_NUMBER,
      occurredAt: new Date(),
    });
    if (!known.matched) throw new Error("The number of the demo is not there");
    await recordVoiceFact(system, {
      type: "started",
      voiceCallId: voiceCallId(index),
      callId: known.callId,
      businessId: known.businessId,
      fromNumber: callerNumber(index),
      toNumber: DEMO_NUMBER,
      startedAt: new Date(),
    });
  }
}

await seedDemo(await nobody());
await addLeads(await ownerContext());
await openCalls();
await (await database()).close();
process.exit(0);

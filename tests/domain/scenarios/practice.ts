import { createAgent } from "@/lib/domain/agents";
import { addClosure, createService, setHours } from "@/lib/domain/businesses";
import { createCalendar } from "@/lib/domain/calendars";
import { createFaq } from "@/lib/domain/knowledge";
import { type ScenarioInput, type ScenarioSettings, scenarioInput } from "@/lib/domain/scenarios";
import { makeTenant } from "../../support/context";

/** A practice with hours, services, an answer, two calendars, a day off and a receptionist. */
export async function openPractice() {
  const tenant = await makeTenant();
  const { ctx } = tenant;
  await setHours(
    ctx,
    [1, 2, 3, 4, 5].map((dayOfWeek) => ({ dayOfWeek, opensAt: "09:00", closesAt: "17:00", isOpen: true })),
  );
  const cleaning = await createService(ctx, { name: "Cleaning", durationMinutes: 30, priceMinor: 12_000 });
  await createService(ctx, { name: "Whitening", durationMinutes: 60 });
  await createFaq(ctx, { question: "Do you take new patients?", answer: "Yes, we welcome new patients." });
  await createCalendar(ctx, { name: "Dr. Ames", serviceIds: [cleaning.id] });
  await createCalendar(ctx, { name: "Dr. Bo" });
  await addClosure(ctx, {
    name: "Inventory",
    startsAtLocal: "2026-03-04T00:00",
    endsAtLocal: "2026-03-05T00:00",
  });
  const agent = await createAgent(ctx, {
    name: "Ava",
    greeting: "Hello from {{business_name}}!",
    fallbackNumbers: ["+12125550100"],
  });
  return {
    ...tenant,
    agent,
  };
}
export type Practice = Awaited<ReturnType<typeof openPractice>>;

/** Monday, 2 March 2026, ten in the morning in New York. */
export const MONDAY_TEN = "2026-03-02T15:00:00Z";

/** A scenario of somebody who rings on that Monday, with what is given. */
export const scenarioOf = (
  given: Pick<ScenarioInput, "opening" | "expectations"> & Partial<ScenarioInput>,
): ScenarioSettings =>
  scenarioInput.parse({
    name: "A call",
    persona: { name: "Maya Torres", phone: "+12125550123" },
    at: MONDAY_TEN,
    ...given,
  });

import { createAgent } from "@/lib/domain/agents";
import {
  callCommandInput,
  connectCall,
  getCall,
  runCallCommand,
  type TelephonyEvent,
} from "@/lib/domain/calls";
import { inTenant } from "@/lib/domain/context";
import { listTasks } from "@/lib/domain/tasks";
import { at, callStory, jobsOf, makeCallTenant, systemOf, tell } from "./call-story";
import { connectVendors } from "./fake-vendors";

export const ANA = "+12125550101";
export const BEN = "+12125550102";

interface Options {
  numbers?: string[];
  hasWhisper?: boolean;
  /** Whether the carrier names its line, without which no leg can be dialled. */
  hasLine?: boolean;
}

/** A caller who talks with the receptionist and asks for a person. */
export async function askingCaller({
  numbers = [ANA, BEN],
  hasWhisper = true,
  hasLine = true,
}: Options = {}) {
  const tenant = await makeCallTenant();
  const vendors = connectVendors(tenant);
  await createAgent(tenant.ctx, { name: "Receptionist" });
  const story = callStory(tenant.number);
  const system = systemOf(tenant);
  const report = (event: Parameters<typeof tell>[1]) => tell(system, event);
  const result = await report({ ...story.initiated, connectionId: hasLine ? "line-1" : null });
  if (!result.matched) throw new Error("The call was not matched");
  const { callId } = result;
  const jobs = jobsOf(tenant);
  await connectCall(jobs, { callId });
  await report(story.answered);
  const voice = { voiceCallId: `call_${callId}_1`, startedAt: at(2) };
  await report({ ...voice, type: "started" });
  vendors.commands.length = 0;
  const plan = {
    cause: "asked_for" as const,
    via: "dial" as const,
    reason: "a wrong invoice",
    urgency: "critical" as const,
    hasWhisper,
    numbers,
  };
  const leg = (number: string, parts: Partial<TelephonyEvent> = {}): TelephonyEvent => ({
    ...story.dialled,
    callControlId: `v3:${number}-${story.tag}`,
    legId: null,
    to: number,
    direction: null,
    occurredAt: at(10),
    ...parts,
  });
  /** Runs the orders that wait, in the order in which they were written, until none does. */
  const work = async () => {
    const done = await inTenant(tenant.ctx, ({ trx }) =>
      trx
        .updateTable("jobs")
        .set({ finished_at: at(0) })
        .where("kind", "=", "call.command")
        .where("finished_at", "is", null)
        .returning(["payload", "created_at", "id"])
        .execute(),
    );
    for (const { payload } of done.toSorted((one, two) => one.id.localeCompare(two.id)))
      await runCallCommand(jobs, callCommandInput.parse(payload));
    return done.length;
  };
  return {
    tenant,
    vendors,
    story,
    callId,
    leg,
    work,
    start: () => runCallCommand(jobs, { callId, command: "hand_off", plan }),
    report: async (event: Parameters<typeof tell>[1]) => {
      await report(event);
      while ((await work()) > 0);
    },
    leaves: (seconds: number) => report({ ...voice, type: "ended", endedAt: at(seconds) }),
    call: () => getCall(tenant.ctx, callId),
    tasks: () => listTasks(tenant.ctx),
    commands: () => vendors.commands.map(({ command, detail }) => [command, detail]),
  };
}

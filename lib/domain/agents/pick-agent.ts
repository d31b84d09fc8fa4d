import type { WallMoment } from "@/lib/domain/week-hours";
import { type Agent, isStarted } from "./schema";
import { isWithinHours } from "./working-hours";

type Candidate = Pick<Agent, "id" | "status" | "workingHours">;

/** Whether a receptionist would take a call that comes while the wall of the business shows this. */
export const takesCalls = ({ status, workingHours }: Candidate, moment: WallMoment): boolean =>
  isStarted(status) && isWithinHours(workingHours, moment);

/**
 * Who takes a call: the number's own receptionist while it works, else the first of the others that does; null where
 * none works, and the call goes to the fallback numbers.
 * @param agents of the business, the oldest first.
 * @param ownId the receptionist of the number called; null where it names none.
 */
export function pickAgent<C extends Candidate>(
  agents: readonly C[],
  ownId: string | null,
  moment: WallMoment,
): C | null {
  const atWork = agents.filter((agent) => takesCalls(agent, moment));
  return atWork.find(({ id }) => id === ownId) ?? atWork[0] ?? null;
}

/** The times of a week at which another receptionist may be the one to answer. */
const turningPoints = (agents: readonly Candidate[]): WallMoment[] => [
  { dayOfWeek: 0, time: "00:00" },
  ...agents.flatMap(({ workingHours }) =>
    (workingHours ?? []).flatMap(({ dayOfWeek, opensAt, closesAt }) => [
      { dayOfWeek, time: opensAt },
      { dayOfWeek: closesAt > opensAt ? dayOfWeek : (dayOfWeek + 1) % 7, time: closesAt },
    ]),
  ),
];

/**
 * Whether callers come to a receptionist at any time of the week, as things are set.
 * @param agents of the business, the oldest first.
 * @param owners whose the numbers of the business are; null for one that names nobody.
 */
export const isEverReached = (
  id: string,
  agents: readonly Candidate[],
  owners: readonly (string | null)[],
): boolean =>
  turningPoints(agents).some((moment) => owners.some((ownId) => pickAgent(agents, ownId, moment)?.id === id));

import { DomainError } from "@/lib/domain/errors";

export const APPOINTMENT_STATUSES = [
  "held",
  "pending",
  "confirmed",
  "completed",
  "cancelled",
  "no_show",
] as const;
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];

/** States whose time nobody else can have. The exclusion constraint of the ledger names the same ones. */
export const LIVE_STATUSES = ["held", "pending", "confirmed"] as const satisfies readonly AppointmentStatus[];

/** What may follow what. A day marked wrongly can be set right; a cancelled appointment is booked anew. */
const NEXT_STATUSES = {
  held: ["pending", "confirmed"],
  pending: ["confirmed", "completed", "cancelled", "no_show"],
  confirmed: ["completed", "cancelled", "no_show"],
  completed: ["no_show"],
  no_show: ["completed"],
  cancelled: [],
} as const satisfies Record<AppointmentStatus, readonly AppointmentStatus[]>;

const WORDS: Record<AppointmentStatus, string> = {
  held: "held",
  pending: "pending",
  confirmed: "confirmed",
  completed: "completed",
  cancelled: "cancelled",
  no_show: "a no-show",
};

const canBecome = (from: AppointmentStatus, to: AppointmentStatus): boolean =>
  NEXT_STATUSES[from].some((next: AppointmentStatus) => next === to);

/** @throws DomainError `conflict` when the state does not allow the next one. */
export function requireTransition(from: AppointmentStatus, to: AppointmentStatus): void {
  if (canBecome(from, to)) return;
  throw new DomainError(
    "conflict",
    `This appointment is ${WORDS[from]} and cannot be set to ${WORDS[to]}.${
      from === "cancelled" ? " Book it anew." : ""
    }`,
    { subject: "appointment" },
  );
}

/** @throws DomainError `conflict` for an appointment that is over or cancelled. */
export function requireMovable(status: AppointmentStatus): void {
  if (status === "pending" || status === "confirmed") return;
  throw new DomainError("conflict", `This appointment is ${WORDS[status]} and cannot be moved.`, {
    subject: "appointment",
  });
}

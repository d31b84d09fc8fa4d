import type { Appointment } from "@/lib/domain/appointments";

/** How an appointment's state is said and coloured. */
export const APPOINTMENT_STATUS: Record<Appointment["status"], { label: string; color: string }> = {
  held: { label: "On hold", color: "gray" },
  pending: { label: "To confirm", color: "orange" },
  confirmed: { label: "Confirmed", color: "lagoon" },
  completed: { label: "Done", color: "gray" },
  cancelled: { label: "Cancelled", color: "red" },
  no_show: { label: "Did not come", color: "red" },
};

/** Who the appointment is for, in the shortest true words. */
export const customerText = (appointment: Pick<Appointment, "customerName" | "title">): string =>
  appointment.customerName || appointment.title || "No name";

"use client";

import { useOptimistic, useTransition } from "react";
import { reached } from "@/lib/ui/action-result";
import { wallMomentText, wallTimeText } from "@/lib/ui/format";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import { bookAction, cancelAction, moveAction, setStatusAction } from "./actions";
import type { AppointmentView } from "./views";

type Change =
  | { kind: "move"; id: string; start: string; end: string }
  | { kind: "cancel"; id: string }
  | { kind: "status"; id: string; status: AppointmentView["status"] };

function apply(appointments: AppointmentView[], change: Change): AppointmentView[] {
  if (change.kind === "cancel") return appointments.filter(({ id }) => id !== change.id);
  return appointments.map((appointment) => {
    if (appointment.id !== change.id) return appointment;
    if (change.kind === "status") return { ...appointment, status: change.status };
    return { ...appointment, start: change.start, end: change.end };
  });
}

/** The wall time so many minutes later; plain arithmetic, as the grid draws it. */
function plusMinutes(wall: string, minutes: number): string {
  const end = new Date(Date.parse(`${wall.replace(" ", "T")}Z`) + minutes * 60_000);
  return end.toISOString().slice(0, 19).replace("T", " ");
}

/**
 * The appointments on the page and what can be done with them. A change shows at once, goes back when it is
 * refused, and offers a way back where there is one.
 */
export function useAppointments(appointments: AppointmentView[]) {
  const [shown, change] = useOptimistic(appointments, apply);
  const [, startTransition] = useTransition();

  const move = (appointment: AppointmentView, start: string, isUndo = false) =>
    startTransition(async () => {
      const end = plusMinutes(start, appointment.durationMinutes);
      change({ kind: "move", id: appointment.id, start, end });
      const result = await reached(moveAction({ id: appointment.id, start }));
      if (!result.ok) {
        tellTrouble(result.error);
        return;
      }
      const text = `${appointment.customer}: ${wallMomentText(start)}`;
      if (isUndo) tellDone(`Moved back. ${text}`);
      else
        tellDone(`Moved. ${text}`, { label: "Undo", run: () => move(appointment, appointment.start, true) });
    });

  const rebook = (appointment: AppointmentView) =>
    startTransition(async () => {
      const result = await reached(
        bookAction({
          start: appointment.start,
          serviceId: appointment.serviceId,
          ...(appointment.serviceId ? {} : { durationMinutes: appointment.durationMinutes }),
          calendarId: appointment.calendarId,
          name: appointment.customer,
          phone: appointment.phone ?? undefined,
          email: appointment.email ?? undefined,
          notes: appointment.notes,
        }),
      );
      if (result.ok) tellDone(`Booked again: ${appointment.customer}, ${wallTimeText(appointment.start)}`);
      else tellTrouble(result.error);
    });

  const cancel = (appointment: AppointmentView, undo: () => void) =>
    startTransition(async () => {
      change({ kind: "cancel", id: appointment.id });
      const result = await reached(cancelAction(appointment.id));
      if (!result.ok) tellTrouble(result.error);
      else if (appointment.hasBegun) tellDone(`Cancelled: ${appointment.customer}`);
      else tellDone(`Cancelled: ${appointment.customer}`, { label: "Book again", run: undo });
    });

  const setStatus = (appointment: AppointmentView, status: "confirmed" | "completed" | "no_show") =>
    startTransition(async () => {
      change({ kind: "status", id: appointment.id, status });
      const result = await reached(setStatusAction({ id: appointment.id, status }));
      if (!result.ok) tellTrouble(result.error);
    });

  return { shown, move, cancel, rebook, setStatus };
}

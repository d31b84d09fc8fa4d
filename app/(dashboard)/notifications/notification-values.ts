import type { NotificationSettings } from "@/lib/domain/businesses";
import { wallTimeText } from "@/lib/ui/format";

type QuietHours = NonNullable<NotificationSettings["quietHours"]>;

/** The settings as the form holds them: what is switched off keeps its values until the page is left. */
export interface NotificationValues
  extends Omit<NotificationSettings, "ownerEmail" | "quietHours" | "escalateAfterMinutes">,
    Record<string, unknown> {
  ownerEmail: string;
  hasQuietHours: boolean;
  quietHours: QuietHours;
  hasEscalation: boolean;
  /** A text while the field holds no number. */
  escalateAfterMinutes: number | string;
}

const FIRST_QUIET_HOURS: QuietHours = { from: "22:00", to: "07:00" };
const FIRST_MINUTES = 15;

/** The form of settings; what is off shows a usual value when it is switched on. */
export function valuesOf(settings: NotificationSettings): NotificationValues {
  const { ownerEmail, quietHours, escalateAfterMinutes } = settings;
  return {
    ...settings,
    ownerEmail: ownerEmail ?? "",
    hasQuietHours: quietHours !== null,
    quietHours: quietHours ?? FIRST_QUIET_HOURS,
    hasEscalation: escalateAfterMinutes !== null,
    escalateAfterMinutes: escalateAfterMinutes ?? FIRST_MINUTES,
  };
}

/** The settings of a form; whether they can be kept is for the verb to say. */
export function settingsOf(values: NotificationValues): NotificationSettings {
  const { newAppointment, cancelledAppointment, newLead, newText, missedCall, callSummary, leastUrgency } =
    values;
  return {
    newAppointment,
    cancelledAppointment,
    newLead,
    newText,
    missedCall,
    callSummary,
    leastUrgency,
    ownerEmail: values.ownerEmail.trim() || null,
    quietHours: values.hasQuietHours ? values.quietHours : null,
    escalateAfterMinutes: values.hasEscalation ? Number(values.escalateAfterMinutes) : null,
  };
}

const clockText = (time: string): string => wallTimeText(`2000-01-01 ${time}:00`);

/** "From 10:00 PM until 7:00 AM the next day."; null while a time is missing or both are the same. */
export function quietText({ from, to }: QuietHours): string | null {
  if (!from || !to || from === to) return null;
  return `From ${clockText(from)} until ${clockText(to)}${to < from ? " the next day" : ""}.`;
}

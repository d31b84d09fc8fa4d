import { Temporal } from "temporal-polyfill";
import type { JsonObject, ToolAnswer } from "@/lib/domain/receptionist/brain";
import { type Brain, createBrain } from "@/lib/domain/receptionist/brain";

export const ZONE = "America/New_York";
/** Monday, 2 March 2026, 09:00 in New York. */
export const MONDAY_NINE = "2026-03-02T14:00:00.000Z";

export const SERVICES = [
  { name: "Cleaning", duration_minutes: 30, price_text: "$120" },
  { name: "Checkup", duration_minutes: 30, price_text: "$80" },
  { name: "Whitening", duration_minutes: 60, price_text: "$350" },
];

/** The same questions and answers for an office with a database. */
export const FAKE_FAQS = [
  { question: "Do you take new patients?", answer: "Yes, we're happy to welcome new patients." },
  {
    question: "Which insurance do you accept?",
    answer: "We accept most major insurance plans, including Delta Dental and Cigna.",
  },
  { question: "Is there parking?", answer: "There is free parking behind the building." },
];

const FAQS: [RegExp, string][] = [
  [/new patients/i, "Yes, we're happy to welcome new patients."],
  [/insurance|delta/i, "We accept most major insurance plans, including Delta Dental and Cigna."],
  [/park/i, "There is free parking behind the building."],
];

export function officeFacts(facts: Record<string, string> = {}): Record<string, string> {
  return {
    business_name: "Harbor Dental",
    time_zone: ZONE,
    now_utc: MONDAY_NINE,
    open_now: "yes",
    hours_text: "We're open Monday to Friday, 9 AM to 5 PM, and closed on Saturday and Sunday.",
    hours_json: JSON.stringify([1, 2, 3, 4, 5].map((day) => ({ day, opens: "09:00", closes: "17:00" }))),
    services_json: JSON.stringify(SERVICES),
    caller_number: "+12125550123",
    caller_name: "",
    // Most scripts are about something else; those about the e-mail address say "no".
    caller_has_email: "yes",
    caller_history: "",
    greeting: "Thanks for calling Harbor Dental. How can I help you today?",
    ...facts,
  };
}

interface OnRecord {
  id: string;
  name: string;
  phone: string;
  startsAt: string;
  service: string;
}

const localDate = (instant: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(ZONE).toPlainDate().toString();

/** An office in memory: open Monday to Friday 09:00 to 17:00, a slot every 30 minutes, some of them taken. */
export class FakeOffice {
  readonly calls: { tool: string; args: JsonObject; answer: ToolAnswer }[] = [];
  readonly taken = new Set<string>();
  readonly booked: JsonObject[] = [];
  readonly messages: JsonObject[] = [];
  readonly leads: JsonObject[] = [];
  /** What is on record under other numbers, opened by its name with its number or date. */
  readonly onRecord: OnRecord[] = [];
  canTransfer = true;
  /** Takes a start just before it is booked, as another caller would. */
  snatch: string | null = null;
  /** The same, just before it is held. */
  snatchOnHold: string | null = null;
  failing = new Set<string>();
  readonly #now: Date;
  #count = 0;

  constructor(now: string = MONDAY_NINE) {
    this.#now = new Date(now);
  }

  readonly callTool = async (tool: string, args: JsonObject): Promise<ToolAnswer> => {
    const answer = this.failing.has(tool) ? ({ ok: false, error: "down" } as const) : this.#run(tool, args);
    this.calls.push({ tool, args, answer });
    return answer;
  };

  #receipt(kind: string): { kind: string; id: string } {
    this.#count += 1;
    return { kind, id: `${kind}-${this.#count}` };
  }

  #free(date: string): string[] {
    const day = Temporal.PlainDate.from(date);
    if (day.dayOfWeek > 5) return [];
    const starts = Array.from({ length: 16 }, (_, i) =>
      day.toZonedDateTime({
        timeZone: ZONE,
        plainTime: Temporal.PlainTime.from("09:00").add({ minutes: 30 * i }),
      }),
    );
    return starts
      .map((start) => new Date(start.epochMilliseconds).toISOString())
      .filter((start) => !this.taken.has(start) && start > this.#now.toISOString());
  }

  #availability(args: JsonObject): JsonObject {
    const first = Temporal.PlainDate.from(String(args.date ?? "2026-03-02"));
    const last = args.until_date ? Temporal.PlainDate.from(String(args.until_date)) : first;
    const slots: JsonObject[] = [];
    for (let day = first; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
      for (const start of this.#free(day.toString())) {
        const time = Temporal.Instant.from(start)
          .toZonedDateTimeISO(ZONE)
          .toPlainTime()
          .toString()
          .slice(0, 5);
        if (args.from_time && time < String(args.from_time)) continue;
        if (args.to_time && time >= String(args.to_time)) continue;
        slots.push({ starts_at: start, calendar: "Dr. Chen" });
      }
    }
    const isWeekend = first.dayOfWeek > 5 && !args.until_date;
    return { slots, time_zone: ZONE, ...(isWeekend ? { closed: "We're closed on weekends" } : {}) };
  }

  #opened(args: JsonObject): OnRecord[] {
    return this.onRecord.filter(
      ({ name, phone, startsAt }) =>
        name === args.name &&
        (phone === String(args.phone ?? "").replace(/^\+1/, "") ||
          localDate(startsAt) === args.appointment_date),
    );
  }

  #run(tool: string, args: JsonObject): ToolAnswer {
    if (tool === "find_appointments") {
      const opened = this.#opened(args);
      if (opened.length === 0) {
        const identity = args.name ? "mismatch" : "needed";
        return { ok: true, result: { error: "Who is calling?", identity }, receipt: null };
      }
      const appointments = opened.map(({ id, startsAt, service }) => ({
        appointment_id: id,
        starts_at: startsAt,
        service,
      }));
      return { ok: true, result: { appointments }, receipt: null };
    }
    const guarded = this.onRecord.find(({ id }) => id === args.appointment_id);
    if (guarded && this.#opened(args).length === 0) {
      return { ok: true, result: { error: "Who is calling?", identity: "needed" }, receipt: null };
    }
    const startsAt = String(args.starts_at ?? "");
    if (tool === "answer_question") {
      const hit = FAQS.find(([pattern]) => pattern.test(String(args.question)));
      const result = hit
        ? { found: true, answer: hit[1], source: { kind: "faq", id: "1" }, relevance: 0.9 }
        : { found: false, answer: null, relevance: 0.1 };
      return { ok: true, result, receipt: null };
    }
    if (tool === "check_availability") return { ok: true, result: this.#availability(args), receipt: null };
    if (tool === "hold_slot" || tool === "book_appointment" || tool === "reschedule_appointment") {
      const snatched = tool === "hold_slot" ? this.snatchOnHold : this.snatch;
      if (snatched === startsAt) this.taken.add(startsAt);
      if (this.taken.has(startsAt)) {
        const date = startsAt.slice(0, 10);
        const alternatives = this.#free(date)
          .filter((start) => start > startsAt)
          .slice(0, 3);
        return {
          ok: true,
          result: { taken: true, alternatives: alternatives.map((start) => ({ starts_at: start })) },
          receipt: null,
        };
      }
      if (tool === "hold_slot") return { ok: true, result: {}, receipt: this.#receipt("hold") };
      this.booked.push({ tool, ...args });
      return { ok: true, result: {}, receipt: this.#receipt("appointment") };
    }
    if (tool === "cancel_appointment") {
      return { ok: true, result: {}, receipt: { kind: "appointment", id: String(args.appointment_id) } };
    }
    if (tool === "take_message") {
      this.messages.push(args);
      return { ok: true, result: {}, receipt: this.#receipt("task") };
    }
    if (tool === "capture_lead") {
      this.leads.push(args);
      return { ok: true, result: {}, receipt: this.#receipt("lead") };
    }
    if (tool === "transfer_to_human") {
      return { ok: true, result: {}, receipt: this.#receipt(this.canTransfer ? "transfer" : "task") };
    }
    return { ok: false, error: `no tool ${tool}` };
  }
}

export const brainOf = (office: FakeOffice, facts: Record<string, string> = {}): Brain =>
  createBrain({ facts: officeFacts(facts), callTool: office.callTool, now: () => new Date(MONDAY_NINE) });

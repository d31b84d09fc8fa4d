import { describe, expect, it } from "vitest";
import { transcriptOf } from "@/app/(dashboard)/calls/call-view";
import { isWithReceptionist } from "@/lib/ui/call-words";

const turn = (position: number, sender: "agent" | "customer" | "human" | "system") => ({
  position,
  sender,
  content: "Hello",
  sentAt: new Date("2026-03-02T14:00:00Z"),
  offsetSeconds: null,
  endOffsetSeconds: null,
  why: null,
});
const call = {
  callerName: "Ana",
  direction: "inbound",
  fromNumber: null,
  toNumber: null,
  turns: [turn(0, "agent"), turn(1, "customer"), turn(2, "human"), turn(3, "system")],
  toolCalls: [],
  isLogged: false,
} as const;
const namesOf = (isLogged: boolean) =>
  transcriptOf({ ...call, turns: [...call.turns], toolCalls: [], isLogged }, "UTC").flatMap((item) =>
    item.kind === "turn" ? [item.name] : [],
  );

describe("a logged call", () => {
  it("has an agent that may be anybody, and notes of nobody in particular", () => {
    expect(namesOf(false)).toEqual(["Receptionist", "Ana", "Your team", "Announcement"]);
    expect(namesOf(true)).toEqual(["Agent", "Ana", "Your team", "Notes"]);
  });

  it("is not with the receptionist while it goes on", () => {
    expect(isWithReceptionist({ status: "in_progress", isLogged: false })).toBe(true);
    expect(isWithReceptionist({ status: "in_progress", isLogged: true })).toBe(false);
    expect(isWithReceptionist({ status: "completed", isLogged: false })).toBe(false);
  });
});

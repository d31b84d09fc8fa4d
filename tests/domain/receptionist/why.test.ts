import { describe, expect, it } from "vitest";
import { explainWhy } from "@/lib/domain/receptionist";
import { brainOf, FakeOffice } from "./fake-office";

describe("why something was said", () => {
  it.each([
    ["rule:read-back", "It reads a booking back before it books."],
    ["fact:hours", "From your opening hours."],
    ["fact:service:Cleaning", "From your list of services."],
    ["faq:019cb000", "From an answer you wrote."],
    ["receipt:appointment:a1", "It changed the calendar, and has the proof."],
    ["faq:1; rule:ask-when", "From an answer you wrote. It needs to know the day and time."],
    ["fact:hours; fact:hours", "From your opening hours."],
    ["error:broken; really", "Something went wrong while it was thinking."],
  ])("%s is told in words", (why, words) => expect(explainWhy(why)).toBe(words));

  it.each(["", "rule:", "rule:toString", "nonsense", "receipt:other:1"])("%j is nothing to tell", (why) =>
    expect(explainWhy(why)).toBe(""),
  );

  it("names every source and the rule of one reply, and the proof of an act", async () => {
    const brain = brainOf(new FakeOffice());
    const both = await brain.hear("Do you take Delta Dental? How much is a cleaning? I'd like to book one.");
    expect(both.why).toBe("faq:1; fact:service:Cleaning; rule:ask-when");
    for (const turn of ["tomorrow at 3", "Maya Torres", "yes"]) await brain.hear(turn);
    expect((await brain.hear("yes")).why).toMatch(/^receipt:appointment:/);
  });
});

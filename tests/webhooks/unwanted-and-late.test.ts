import { expect, it } from "vitest";
import { findOrCreateContact, updateContact } from "@/lib/domain/contacts";
import { runScript } from "@/lib/providers/emulators";
import { frontOffice } from "./front-office";
import { CALLER, openPractice, recordOf } from "./practice";

const office = frontOffice();

it("a blocked caller is hung up on before anybody speaks, and nobody is troubled", async () => {
  const practice = await openPractice(office, { fallbackNumbers: ["+12125550100"] });
  const contact = await findOrCreateContact(practice.ctx, { phone: CALLER });
  await updateContact(practice.ctx, { id: contact.id, isBlocked: true });
  const call = practice.ring();
  expect(await call.ended).toEqual({ reason: "app_hangup" });
  await office.settled(call);
  expect(call.transcript).toEqual([]);
  expect(await recordOf(office, practice)).toMatchObject({
    calls: [{ from: CALLER, isAnswered: false, isEnded: true, turns: [], tools: [] }],
    tasks: [],
    brokenJobs: [],
  });
});

it("a caller after hours is answered, is not put through, and is called back", async () => {
  const practice = await openPractice(office, {
    fallbackNumbers: ["+12125550100"],
    hours: ["15:00", "15:30"],
  });
  const call = practice.ring();
  const heard = await runScript(call, ["are you open now?", "can I speak to a person please"]);
  expect(heard[0]?.text).toMatch(/closed/i);
  expect(heard[1]?.text).toMatch(/asked the team to call you back/);
  await call.hangUp();
  await office.settled(call);
  expect(call.asides).toEqual([]);
  expect(await recordOf(office, practice)).toMatchObject({
    calls: [{ status: "completed", outcome: "message_taken" }],
    tasks: [{ kind: "callback", urgency: "high", body: "can I speak to a person please" }],
    brokenJobs: [],
  });
});

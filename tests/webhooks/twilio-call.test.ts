import { describe, expect, it } from "vitest";
import { runScript } from "@/lib/providers/emulators";
import { BOOKED, BOOKING, callerOnFile } from "./booking-call";
import { frontOffice } from "./front-office";
import { recordOf } from "./practice";
import { openTwilioPractice } from "./twilio-account";

const office = frontOffice();

describe("a call to a number of the business's own account", () => {
  it("is answered, books, and leaves all that was said and done", async () => {
    const practice = await openTwilioPractice(office);
    await callerOnFile(practice);
    const call = practice.ring();
    await runScript(call, BOOKING);
    await office.settled(call);
    expect(await call.ended).toEqual({ reason: "agent_hangup" });
    expect(await recordOf(office, practice)).toEqual(BOOKED);
    expect(office.app.served.filter(({ status }) => status !== 200)).toEqual([]);
  });
});

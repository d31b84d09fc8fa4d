import { describe, expect, it } from "vitest";
import { POST } from "@/app/api/micro8gents/webhooks/twilio/route";
import { fromTwilio, ownerAtTwilio } from "../../twilio";
import { vendorKeys } from "../../vendors";
import { refusal } from "../support";

vendorKeys();

const XML = "text/xml; charset=utf-8";
const JSON_TYPE = "application/json; charset=utf-8";
const path = "/api/micro8gents/webhooks/twilio";
const ringing = (CallSid: string, To: string) => ({
  CallSid,
  From: "+12125550134",
  To,
  CallStatus: "ringing",
  Direction: "inbound",
  ApiVersion: "2010-04-01",
});

describe("200", () => {
  it("a call that rings is answered with what becomes of it, here an apology as no voice vendor is there", async () => {
    const owner = await ownerAtTwilio();
    const answer = await fromTwilio(POST, owner, ringing("CA1", owner.number), { path });
    expect(answer).toEqual({
      status: 200,
      type: XML,
      text: expect.stringMatching(
        /^<\?xml version="1\.0" encoding="UTF-8"\?><Response><Say voice="[\w.-]+">Thank you for calling Harbor Dental\. .*<\/Say><Redirect/,
      ),
    });
  });

  it("a call to a number of nobody is turned away", async () => {
    const owner = await ownerAtTwilio();
    const answer = await fromTwilio(POST, owner, ringing("CA2", "+12125550100"), { path });
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining("<Reject/>") });
  });

  it.each([
    ["a report of a call", { CallSid: "CA3", CallStatus: "completed", SequenceNumber: "0" }],
    ["a text", { MessageSid: "SM1", From: "+12125550134", Body: "Hello", NumMedia: "0" }],
    ["the way of a text", { MessageSid: "SM2", MessageStatus: "delivered" }],
    ["what is not used here", { MessageSid: "SM3", From: "whatsapp:+12125550134", Body: "Hi" }],
  ])("%s is taken without a word", async (_, form) => {
    const owner = await ownerAtTwilio();
    const answer = await fromTwilio(POST, owner, { To: owner.number, ...form }, { path });
    expect(answer).toEqual({
      status: 200,
      type: XML,
      text: '<?xml version="1.0" encoding="UTF-8"?><Response/>',
    });
  });

  it("the address of the product's own door fits as well", async () => {
    const owner = await ownerAtTwilio();
    expect((await fromTwilio(POST, owner, ringing("CA4", owner.number))).status).toBe(200);
  });
});

describe("400", () => {
  it("a signature that does not fit", async () => {
    const owner = await ownerAtTwilio();
    const sent = { path, signedBy: "0".repeat(32) };
    const answer = await fromTwilio(POST, owner, ringing("CA5", owner.number), sent);
    expect(answer).toMatchObject({ status: 400, type: JSON_TYPE });
    expect(JSON.parse(answer.text)).toEqual(refusal("The signature does not fit the request."));
  });

  it("what is no event", async () => {
    const owner = await ownerAtTwilio();
    const answer = await fromTwilio(POST, owner, { Some: "thing" }, { path });
    expect(answer).toMatchObject({ status: 400, type: JSON_TYPE });
    expect(JSON.parse(answer.text)).toEqual(refusal("The body is no Twilio event."));
    const odd = await fromTwilio(POST, owner, ringing("x".repeat(500), owner.number), { path });
    expect(odd).toMatchObject({ status: 400, type: JSON_TYPE });
  });
});

import { describe, expect, it } from "vitest";
import { emptyFields, KINDS, lackTexts } from "@/app/(dashboard)/integrations/kinds";

function kindOf(type: string) {
  const kind = KINDS.find((one) => one.type === type);
  if (!kind) throw new Error("There is one");
  return kind;
}
const twilio = kindOf("twilio");
const account = { accountsid: "AC1", authtoken: "" };

describe("the form of a connection", () => {
  it("asks for the number of a Twilio account; a secret may stay as it is", () => {
    expect(emptyFields(twilio, { ...account, phonenumber: " " })).toEqual({
      phonenumber: ["Phone number is missing."],
    });
    expect(emptyFields(twilio, { ...account, phonenumber: "+12175550188" })).toEqual({});
  });

  it("leaves out what is optional", () => {
    expect(emptyFields(kindOf("email"), { from: "a@b.example", host: "smtp.b.example", port: "" })).toEqual(
      {},
    );
  });
});

describe("the card of a connection", () => {
  it("says what a Twilio account without a number does not do", () => {
    expect(lackTexts(twilio, account)).toEqual([expect.stringContaining("no call and no text")]);
    expect(lackTexts(twilio, { ...account, phonenumber: "+12175550188" })).toEqual([]);
    expect(lackTexts(kindOf("n8n"), {})).toEqual([]);
  });
});

import { normalisePhone } from "@/lib/domain/contacts";

/** The number in what a carrier calls an address: E.164, or undefined for withheld numbers and other SIP users. */
export function phoneText(address: string | null | undefined): string | undefined {
  if (!address) return undefined;
  const user = address.replace(/^sips?:/i, "").split("@")[0] ?? "";
  const isNumber = /^[+\d][\d\s().-]*$/.test(user);
  return isNumber ? normalisePhone(user)?.e164 : undefined;
}

/** The voice vendor's call id in a SIP address such as `sip:call_123@sip.retellai.com`. */
export const voiceCallIdIn = (address: string | null | undefined): string | undefined =>
  address?.match(/^sips?:(call_[\w-]+)@/i)?.[1];

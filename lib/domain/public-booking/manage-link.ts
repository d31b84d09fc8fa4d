import { createHmac, timingSafeEqual } from "node:crypto";
import { DomainError } from "@/lib/domain/errors";
import { appUrl } from "@/lib/env";
import { secret } from "@/lib/secrets";

const PURPOSE = "manage-booking";
const SIGNATURE_BYTES = 18;
/** 16 bytes of id and 18 of signature, both in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{22}[A-Za-z0-9_-]{24}$/;
const ID_LENGTH = 22;

/**
 * The token by which the customer of an appointment moves or cancels it: its id and an HMAC over purpose and id. It is
 * good as long as the appointment is there.
 */
export function manageToken(appointmentId: string): string {
  const id = Buffer.from(appointmentId.replaceAll("-", ""), "hex").toString("base64url");
  const mac = createHmac("sha256", secret("AUTH_SECRET")).update(`${PURPOSE}:${appointmentId.toLowerCase()}`);
  return id + mac.digest().subarray(0, SIGNATURE_BYTES).toString("base64url");
}

/** The address of the page that a token opens. */
export const manageUrl = (appointmentId: string): string =>
  `${appUrl()}/booking/${manageToken(appointmentId)}`;

/** The appointment that a token is for. @throws DomainError `not_found` for what is none of our links. */
export function appointmentIdOf(token: string): string {
  if (TOKEN.test(token)) {
    const hex = Buffer.from(token.slice(0, ID_LENGTH), "base64url").toString("hex");
    const id = [
      hex.slice(0, 8),
      hex.slice(8, 12),
      hex.slice(12, 16),
      hex.slice(16, 20),
      hex.slice(20, 32),
    ].join("-");
    if (timingSafeEqual(Buffer.from(manageToken(id)), Buffer.from(token))) return id;
  }
  throw new DomainError("not_found", "This link is not complete. Open it again from the e-mail.");
}

import { appUrl } from "@/lib/env";
import { DomainError } from "./errors";

/** Where somebody who is signed in enters the code that verifies their address, also without a business. */
export const verificationPage = (): string => `${appUrl()}/verify-email`;

/** The refusal of what needs a verified address. @param orElse what else helps. */
export const unverifiedAddress = (orElse = ""): DomainError =>
  new DomainError(
    "forbidden",
    `Verify your e-mail address first: sign in at ${verificationPage()} and enter the code that is mailed to you${orElse}.`,
  );

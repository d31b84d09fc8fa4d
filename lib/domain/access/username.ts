import { randomInt } from "node:crypto";

/** A user name made from an e-mail address: "Jane.Doe+x@example.com" → "jane.doe". */
export function usernameOf(email: string): string {
  const local = email.slice(0, email.indexOf("@"));
  return (
    local
      .replace(/\+.*$/, "")
      .toLowerCase()
      .replace(/[^a-z0-9._-]/g, "")
      .slice(0, 40) || "user"
  );
}

/** The same with four digits, for when it is taken. */
export const otherUsernameOf = (email: string): string => `${usernameOf(email)}${randomInt(1000, 10_000)}`;

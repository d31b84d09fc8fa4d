const GMAIL = new Set(["gmail.com", "googlemail.com"]);

/**
 * The mailbox that an e-mail address leads to, for counting what goes there: in lower case, without a +tag, and at Gmail
 * without dots (support.google.com/mail/answer/7436150). Not an address to write to.
 */
export function mailboxKey(address: string): string {
  const whole = address.trim().toLowerCase();
  const at = whole.lastIndexOf("@");
  if (at < 0) return whole;
  const domain = whole.slice(at + 1);
  const name = whole.slice(0, at).replace(/(?<=.)\+.*$/s, "");
  if (!GMAIL.has(domain)) return `${name}@${domain}`;
  return `${name.replaceAll(".", "") || name}@gmail.com`;
}

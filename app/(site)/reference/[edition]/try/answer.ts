import type { Sender } from "./request";

const LONGEST_SHOWN = 100_000;

export interface Answer {
  status: number;
  statusText: string;
  milliseconds: number;
  headers: [name: string, value: string][];
  body: string;
}

/** JSON with line breaks; other text as it is. What is very long is cut. */
export function readable(text: string): string {
  let shown = text;
  try {
    shown = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // It is no JSON, and shown as it came.
  }
  return shown.length > LONGEST_SHOWN
    ? `${shown.slice(0, LONGEST_SHOWN)}\n… and ${(shown.length - LONGEST_SHOWN).toLocaleString("en-US")} characters more`
    : shown;
}

/** Reads an answer, with those of its headers that the document names. */
export async function readAnswer(
  response: Response,
  since: number,
  named: readonly string[],
): Promise<Answer> {
  const text = await response.text();
  const shown = [...named, "Content-Type"].flatMap((name): [string, string][] => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return {
    status: response.status,
    statusText: response.statusText,
    milliseconds: Math.round(performance.now() - since),
    headers: shown,
    body: readable(text),
  };
}

/** What to do about a refusal, for whoever sent the request; null where the answer says it all. */
export function adviceOn(status: number, sender: Sender): string | null {
  if (status === 401)
    return sender.kind === "token"
      ? "The token or key is not good, or no longer. Paste another one under “Who sends”."
      : "This needs a credential. Sign in, or paste an access token or API key under “Who sends”.";
  if (status === 403)
    return "The credential is good but may not do this. Ask an owner or admin of the business.";
  if (status === 404)
    return "Nothing of this id belongs to the business. The list of its kind shows the ids there are.";
  if (status === 400 || status === 422) return "Something in the request is wrong: the answer says what.";
  if (status === 429) return "Too many requests: wait as many seconds as Retry-After says.";
  if (status >= 500)
    return "The trouble is on the server's side. Try again; X-Request-Id names the request in its log.";
  return null;
}

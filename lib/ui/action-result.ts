/** What a server action tells the page: the outcome, or a sentence for the reader and messages per field. */
export type ActionResult<T> =
  | { ok: true; value: T }
  | { ok: false; error: string; fields: Record<string, string[]>; facts: Record<string, unknown> };

/** The state of a form: nothing sent yet, or the last answer. */
export type FormState = ActionResult<{ message: string } | null> | null;

export const OFFLINE = "That did not reach us. Check your connection and try again.";

/** A failure that the page itself finds, such as a lost connection. */
export const failure = (error: string): ActionResult<never> => ({ ok: false, error, fields: {}, facts: {} });

/** The answer of an action; that it did not reach the server is an answer too. */
export const reached = <T>(answer: Promise<ActionResult<T>>): Promise<ActionResult<T>> =>
  answer.catch(() => failure(OFFLINE));

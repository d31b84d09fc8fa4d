/** What happens when a call is put through to a number. */
export interface Destination {
  outcome: "answered" | "busy" | "no_answer" | "failed" | "voicemail";
  /** First words of the person who answers. */
  says?: string;
  /** The key they press when asked for one; null for none. Default "1"; a machine presses none. */
  presses?: string | null;
}

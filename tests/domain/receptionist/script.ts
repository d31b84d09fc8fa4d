import type { FakeOffice } from "./fake-office";

/** What the caller says, and what the reply must hold. `ends`: the call is over after it. */
export type Turn = [caller: string, reply: RegExp, ends?: "ends"];
export interface Script {
  name: string;
  facts?: Record<string, string>;
  /** What the first words must hold. */
  opening?: RegExp;
  office?(office: FakeOffice): void;
  turns: Turn[];
  after?(office: FakeOffice): void;
}

import type { Sending } from "../../support";
import type { Openness } from "./shape";
import type { World } from "./world";

/** One documented endpoint: the request as its example has it, and what the example shows of the answer. */
export interface Documented extends Openness {
  /** Who sends it: a person with a token unless said otherwise. */
  by?: "nobody" | "telnyx" | "retell";
  send?(world: World): Promise<Sending> | Sending;
  /** Default 200. */
  status?: 200 | 201;
  /** Default the envelope's usual one. */
  message?: string;
  /** The documented data; {} where no answer is shown. */
  data: object;
}

import type { Trouble } from "@/lib/providers/trouble";
import type { Finding } from "./probe";

/** Who is spoken of, and what to look at when it does not answer as it should. */
export interface Subject {
  label: string;
  /** The variables that hold its credential. */
  credential: string;
  /** The variable that holds its address, or what else to look at when nobody is there. */
  address: string;
  /** What does not work meanwhile. */
  meanwhile: string;
}

const REASONS: Record<Trouble, (subject: Subject) => string> = {
  refused: ({ label, credential }) => `${label} refuses our credential: check ${credential}.`,
  busy: ({ label }) => `${label} says that it is asked too much; this passes by itself.`,
  failing: ({ label }) => `${label} answers with an error of its own: look at its status page if this lasts.`,
  unreachable: ({ label, address }) => `${label} cannot be reached: check ${address} and the network.`,
  late: ({ label }) => `${label} has not answered in time: look at its status page if this lasts.`,
  unknown: ({ label }) => `${label} does not answer as it should: the log says more.`,
};

/** What everybody may know of a vendor in trouble: what it is, what to do, what does not work meanwhile. */
export const inTrouble =
  (subject: Subject) =>
  (trouble: Trouble): Finding => ({
    status: trouble === "busy" ? "degraded" : "unhealthy",
    message: `${REASONS[trouble](subject)} ${subject.meanwhile}`,
  });

import { askConfirmation } from "./flows/booking";
import { ownAppointments } from "./flows/changes";
import { namedPerson, spelledNames, whoseName } from "./flows/contact";
import { spokenOptions } from "./flows/slots";
import { LANGUAGES } from "./languages";
import { Line } from "./lines";
import { SAY } from "./say";
import { asNoun, spokenMoment, withArticle } from "./speech";
import { groupedDigits } from "./spoken-numbers";
import type { Turn } from "./turn";
import type { Asked } from "./types";

const noun = (service: string | null | undefined): string => (service ? asNoun(service) : "appointment");

const inTheirs = ({ state }: Turn, question: "offer" | "askPhone"): Line[] =>
  state.language ? [Line.plain(LANGUAGES[state.language][question])] : [];

/** The open question, asked once more after something else was said. */
export function askAgain(turn: Turn, asked: Asked): Line[] {
  const { state, facts } = turn;
  const { request, change } = state;
  const zone = facts.timeZone;
  const questions: Record<Asked, () => Line[]> = {
    service: () => [SAY.askService(facts.services.slice(0, 4).map((service) => withArticle(service.name)))],
    when: () => [SAY.askWhen(request.service && asNoun(request.service))],
    slot: () => [
      SAY.offer(spokenOptions(turn, request.offered)),
      request.offered.length === 1 ? SAY.offerOne() : SAY.offerMany(),
    ],
    name: () => [SAY.askName()],
    name_check: () => [SAY.checkName(namedPerson(turn), spelledNames(namedPerson(turn)))],
    attendee_name: () => [SAY.askNameOf(whoseName(turn))],
    phone_confirm: () => [SAY.isNumberBest(facts.callerNumber.slice(-4))],
    phone: () => [SAY.askPhone()],
    phone_check: () => [SAY.checkPhone(groupedDigits(state.caller.phoneSoFar))],
    email: () => [SAY.askEmail()],
    email_check: () => [SAY.checkEmail(state.caller.emailSoFar)],
    book_confirm: () => askConfirmation(turn, []).lines,
    proof_name: () => [SAY.askProofName()],
    proof_detail: () => [SAY.askProofDetail()],
    which_appointment: () => [
      SAY.whichAppointment(
        ownAppointments(turn)
          .slice(0, 3)
          .map((row) => `your ${noun(row.service)} on ${spokenMoment(row.startsAt, zone)}`),
      ),
    ],
    cancel_confirm: () =>
      change ? [SAY.askCancel(noun(change.service), spokenMoment(change.startsAt, zone))] : [],
    move_confirm: () =>
      request.chosen ? [SAY.askMove(noun(change?.service), spokenMoment(request.chosen.startsAt, zone))] : [],
    message_text: () => [SAY.askMessage()],
    message_offer: () => [SAY.offerMessage()],
    language_offer: () => inTheirs(turn, "offer"),
    language_phone: () => inTheirs(turn, "askPhone"),
    lead_reason: () => [SAY.askReason()],
    about_appointment: () => [SAY.moveOrCancel()],
    anything_else: () => [SAY.anythingElse()],
  };
  return questions[asked]();
}

import { Line } from "./lines";
import { capitalised, onDay, spokenList, withArticle } from "./speech";

const line = Line.plain;

/** Every sentence of the brain that claims nothing. Values come from facts and tools. */
export const SAY = {
  greeting: (business: string) =>
    line(`Thanks for calling ${business}. I'm the virtual receptionist. How can I help you today?`),
  welcomeBack: (name: string, service: string, moment: string) =>
    line(`Hi ${name}. Is this about your ${service} on ${moment}, or something else?`),
  welcomeAgain: (name: string) => line(`Hi ${name}, welcome back. How can I help you today?`),
  lastTime: (service: string, weekday: string, time: string) =>
    line(`Last time it was ${service}, on a ${weekday} at ${time}.`),
  noLastTime: () => line("I'm afraid I can't see your last visit from here."),
  keepPolite: () => line("I'd like to help you, but please let's keep it polite."),
  rudeGoodbye: () =>
    line("I'm sorry, I'm going to end the call here. You're welcome to call again another time. Goodbye."),
  moveOrCancel: () => line("Would you like to move it, cancel it, or is there something else?"),
  howCanIHelp: () => line("How can I help?"),
  hello: () => line("Hello! How can I help you today?"),
  identity: (business: string, { isMessageOnly }: { isMessageOnly: boolean }) =>
    line(
      `I'm the virtual receptionist for ${business}, so I'm an AI, not a person. I can answer questions and ${isMessageOnly ? "take a message" : "find you a time"}, or get someone from the team for you.`,
    ),
  youReached: (business: string) => line(`You've reached ${business}.`),
  itIsNow: (date: string, time: string) => line(`It's ${date}, ${time} here.`),
  takeYourTime: () => line("Of course, take your time."),
  anythingElse: () => line("Is there anything else I can help with?"),
  whatElse: () => line("What else can I help with?"),
  youreWelcome: () => line("You're very welcome."),
  goodbye: (name: string | null) =>
    line(`Thank you for calling${name ? `, ${name}` : ""}. Have a lovely day. Goodbye!`),
  wrongNumber: (business: string) => line(`No problem at all. You've reached ${business}. Have a good day!`),
  noSales: () => line("Thank you, but we don't take sales calls on this line. Have a good day. Goodbye."),
  stillThere: () => line("Are you still there?"),
  cannotHear: () => line("I'm sorry, I can't hear you."),
  silentGoodbye: () =>
    line("I still can't hear you, so I'll let you go. Please call again any time. Goodbye."),
  notCaught: () => line("Sorry, I didn't quite catch that."),
  notUnderstood: ({ isMessageOnly }: { isMessageOnly: boolean }) =>
    line(
      `I'm sorry, I'm having trouble with that one. I can ${isMessageOnly ? "" : "find you a time, "}answer a question${isMessageOnly ? " " : ", "}or take a message for the team.`,
    ),
  noProblem: () => line("No problem."),
  allRight: () => line("All right."),
  great: () => line("Great."),
  thanksName: (name: string) => line(`Thank you, ${name}.`),
  emergency: () =>
    line(
      "If this is life-threatening, please hang up and call 911, or your local emergency number, right away. Let me try to get someone for you.",
    ),

  doNotKnow: () => line("I don't know that for certain, and I'd rather not guess."),
  offerMessage: () => line("Would you like me to take a message so the team can get back to you?"),
  takingMessages: () =>
    line("I can take a message for the team or answer a question. What can I do for you?"),
  noCalendar: () =>
    line("I'm sorry, I can't get to our calendar in this call, so the team will have to help."),
  toolTrouble: () => line("I'm sorry, I can't get through to our system just now."),
  wouldYouBook: (service: string) => line(`Would you like to come in for ${withArticle(service)}?`),
  services: (names: string[]) => line(`We offer ${spokenList(names, "and")}.`),
  serviceFacts: (name: string, duration: string, price: string) =>
    line(
      `${name} ${[duration && `takes about ${duration}`, price && `costs ${price}`].filter(Boolean).join(" and ") || "is something we do"}.`,
    ),
  yesWeDo: () => line("Yes, we do that."),
  priceOf: (name: string, price: string) => line(`${name} costs ${price}.`),
  prices: (list: string[]) => line(`${spokenList(list, "and")}.`),
  durationOf: (name: string, duration: string) => line(`${name} takes about ${duration}.`),
  openNow: (isOpen: boolean) => line(isOpen ? "Yes, we're open right now." : "We're closed right now."),
  openOn: (day: string, hours: string) => line(`${capitalised(onDay(day))} we're open ${hours}.`),
  closedOn: (day: string) => line(`We're closed ${onDay(day)}.`),
  closedFor: (day: string, occasion: string) => line(`We're closed ${onDay(day)} for ${occasion}.`),
  onlyOpenOn: (day: string, hours: string) => line(`But ${onDay(day)} we're only open ${hours}.`),
  ourHours: () => line("Our hours:"),

  askService: (names: string[]) =>
    line(
      names.length > 0
        ? `What would you like to come in for? We do ${spokenList(names, "or")}.`
        : "What is the visit for?",
    ),
  whichService: (names: string[]) => line(`Would that be ${spokenList(names, "or")}?`),
  notAService: () => line("I don't have that as a set service, so I'll note it for the team."),
  askWhen: (service: string | null) =>
    line(
      service ? `What day and time would suit you for your ${service}?` : "What day and time would suit you?",
    ),
  askWhichDay: () => line("Which day would you like?"),
  askOtherTime: () => line("What other day or time would suit you?"),
  pastDate: (day: string) => line(`${day} has already gone by.`),
  pastDay: () => line("That day has already gone by."),
  offer: (options: string) => line(`I have ${options}.`),
  offerOne: () => line("Would that work for you?"),
  offerMany: () => line("Which would you like?"),
  notFree: (moment: string) => line(`I'm afraid ${moment} isn't free.`),
  noneThen: (phrase: string) => line(`I'm afraid there's nothing free ${phrase}.`),
  nextFree: () => line("The next I have:"),
  onlyOpenThen: (day: string, hours: string) => line(`${capitalised(onDay(day))} we're open ${hours}.`),
  noneSuits: () =>
    line(
      "I'm sorry I don't have the right time for you. Someone from the team can call you when something comes up.",
    ),
  nothingLater: () => line("I don't have anything beyond that on the same day."),
  justTaken: () => line("I'm sorry, that time has just gone."),
  closedThen: (reason: string) => line(`${reason.replace(/[.!]+$/, "")}.`),
  goodChoice: (moment: string) => line(`${moment}, lovely.`),

  askName: () => line("May I have your full name, please?"),
  spellName: () => line("Sorry about that. Could you spell it for me?"),
  checkName: (name: string, spelled: string[]) =>
    line(`That's ${name}, spelled ${spelled.join(", ")}. Is that right?`),
  askNameOf: (whose: string) => line(`May I have ${whose} full name, please?`),
  isNumberBest: (ending: string) => line(`Is the number ending in ${ending} the best one to reach you?`),
  askPhone: () => line("What's the best phone number to reach you on?"),
  goOn: () => line("Mm-hm, and the rest?"),
  checkPhone: (grouped: string) => line(`That's ${grouped}. Is that right?`),
  askEmail: () => line("And is there an e-mail address I can send the confirmation to?"),
  goOnEmail: () => line("Lovely, what is it?"),
  askEmailAgain: () => line("Sorry, could you say the e-mail address once more, slowly?"),
  checkEmail: (address: string) => line(`That's ${address}. Is that right?`),
  withoutEmail: () => line("No problem, we'll do without an e-mail."),
  readBack: (what: string, moment: string, name: string | null) =>
    line(`So that's ${what} on ${moment}${name ? `, for ${name}` : ""}.`),
  shallIBook: () => line("Shall I go ahead and book it?"),
  whatToChange: () => line("What would you like to change?"),
  bookingFailed: () => line("I'm sorry, I couldn't book that just now."),

  noAppointment: () => line("I can't see an upcoming appointment under the number you're calling from."),
  checkWho: () => line("I'll just check who I'm speaking with before I look it up."),
  askProofName: () => line("What name is the appointment under?"),
  askProofDetail: () => line("And the phone number it was made with, or the date of the appointment?"),
  cannotMatch: () =>
    line("I'm sorry, I can't match that to an appointment, so I can't tell you about one or change it."),
  askProofAgain: () => line("Could you give me the number or the date once more?"),
  yourAppointment: (service: string, moment: string) => line(`Your ${service} is on ${moment}.`),
  whichAppointment: (options: string[]) => line(`Which one is it: ${spokenList(options, "or")}?`),
  askCancel: (service: string, moment: string) =>
    line(`That's your ${service} on ${moment}. Shall I cancel it?`),
  keptIt: () => line("All right, I'll leave it as it is."),
  askNewTime: (service: string, moment: string) =>
    line(`I can see your ${service} on ${moment}. What day and time would suit you better?`),
  askMove: (service: string, moment: string) =>
    line(`${moment} is free. Shall I move your ${service} to then?`),
  changeFailed: () => line("I'm sorry, I couldn't change that just now."),

  askMessage: () => line("Of course. What's the message?"),
  askReason: () => line("Of course. What is it about?"),
  messageFailed: () =>
    line("I'm sorry, I couldn't save that just now. Please try calling us again a little later."),
  nobodyFree: () => line("I'm sorry, I can't reach anyone right now."),
} as const;

import { expect } from "vitest";
import type { FakeOffice } from "./fake-office";
import type { Script } from "./script";

const message = (name: string) => (office: FakeOffice) =>
  expect(office.messages).toMatchObject([
    { message: `Speaks ${name} and would like to be called back by someone who does.` },
  ]);

/** Callers who speak another language than the receptionist. */
export const LANGUAGE_SCRIPTS: Script[] = [
  {
    name: "Spanish: a call back by a person is offered and noted",
    turns: [
      ["Hola, quiero una cita para mañana por favor", /solo hablo inglés.*devuelva la llamada/],
      ["sí, por favor", /He avisado al equipo/, "ends"],
    ],
    after: message("Spanish"),
  },
  {
    name: "French, from a withheld number that is read out in French",
    facts: { caller_number: "" },
    turns: [
      ["Bonjour, je voudrais un rendez-vous s'il vous plaît", /ne parle qu'anglais.*rappelle/],
      ["oui merci", /À quel numéro/],
      ["deux un deux cinq cinq cinq zéro un quatre quatre", /demandé à l'équipe de vous rappeler/, "ends"],
    ],
    after: (office) => {
      message("French")(office);
      expect(office.messages[0]).toMatchObject({ phone: "2125550144" });
    },
  },
  {
    name: "German: the call back is declined",
    turns: [
      ["Guten Tag, ich möchte einen Termin", /nur Englisch.*zurückrufen/],
      ["nein danke", /Auf Wiederhören/, "ends"],
    ],
    after: (office) => expect(office.calls).toEqual([]),
  },
  {
    name: "Spanish, then English after all",
    turns: [
      ["buenos días", /solo hablo inglés/],
      ["ok, I'd like to book a cleaning tomorrow at ten", /10 AM/],
    ],
  },
  {
    name: "an emergency in Spanish",
    turns: [["hola es una emergencia por favor", /número de emergencias.*putting you through/]],
  },
  {
    name: "German, and the message cannot be saved",
    office: (office) => void office.failing.add("take_message"),
    turns: [
      ["hallo, sprechen Sie Deutsch bitte?", /nur Englisch/],
      ["ja bitte", /konnte ich nicht notieren/, "ends"],
    ],
  },
  {
    name: "a receptionist of another language does not say that it only speaks English",
    facts: { language: "es-ES" },
    turns: [["Hola, quiero una cita", /^(?!.*solo hablo)/]],
  },
  {
    name: "a Spanish name is a name",
    turns: [
      ["book a cleaning tomorrow at ten", /name/],
      ["Maria de la Señora", /0123|right/],
    ],
  },
];

/** What is said to a caller in a language that the receptionist does not speak. */
export interface Language {
  name: string;
  /** Everyday words that show it; none of them is an English word. */
  words: ReadonlySet<string>;
  digits: readonly string[];
  yes: RegExp;
  no: RegExp;
  emergency: RegExp;
  offer: string;
  askPhone: string;
  taken: string;
  failed: string;
  goodbye: string;
  callEmergency: string;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

export const LANGUAGES = {
  es: {
    name: "Spanish",
    words: words(
      "hola buenos buenas días dias tardes quiero quisiera necesito una cita para por favor habla hablan hablas español espanol puedo mañana manana gracias con qué que cómo como cuándo cuando usted ustedes tengo duele muela diente está esta señor señora llamo soy ayuda hora abierto alguien urgente emergencia",
    ),
    digits: "cero uno dos tres cuatro cinco seis siete ocho nueve".split(" "),
    yes: /^(?:s[ií]|claro|por favor|vale|bueno|de acuerdo)(?![\p{L}])/u,
    no: /^(?:no|no gracias|no, gracias)[.! ]*$/u,
    emergency: /\b(?:emergencia|urgencia|ambulancia)\b/u,
    offer:
      "Lo siento, por ahora solo hablo inglés. ¿Quiere que una persona del equipo le devuelva la llamada?",
    askPhone: "Con mucho gusto. ¿A qué número le podemos llamar?",
    taken: "Gracias. He avisado al equipo para que le devuelvan la llamada. ¡Hasta luego!",
    failed: "Lo siento, no he podido anotarlo. Por favor, llame de nuevo un poco más tarde.",
    goodbye: "De acuerdo. Gracias por llamar. ¡Hasta luego!",
    callEmergency:
      "Si es una emergencia, cuelgue y llame ahora mismo al número de emergencias, el 911 o el local.",
  },
  fr: {
    name: "French",
    words: words(
      "bonjour bonsoir allô je voudrais besoin rendez vous parlez français francais plaît plait est-ce demain merci avec pour une suis j'ai mal dents quelqu'un oui oui quand combien monsieur madame puis-je aujourd'hui êtes ouvert s'il urgence appelle",
    ),
    digits: "zéro un deux trois quatre cinq six sept huit neuf".split(" "),
    yes: /^(?:oui|d'accord|bien sûr|volontiers|s'il vous plaît)(?![\p{L}])/u,
    no: /^(?:non|non merci|non, merci)[.! ]*$/u,
    emergency: /\b(?:urgence|ambulance)\b/u,
    offer:
      "Je suis désolée, je ne parle qu'anglais pour le moment. Voulez-vous qu'une personne de l'équipe vous rappelle ?",
    askPhone: "Avec plaisir. À quel numéro pouvons-nous vous rappeler ?",
    taken: "Merci. J'ai demandé à l'équipe de vous rappeler. Au revoir !",
    failed: "Je suis désolée, je n'ai pas pu le noter. Veuillez rappeler un peu plus tard.",
    goodbye: "Très bien. Merci de votre appel. Au revoir !",
    callEmergency:
      "Si c'est une urgence, raccrochez et appelez tout de suite le numéro d'urgence, le 911 ou le numéro local.",
  },
  de: {
    name: "German",
    words: words(
      "hallo guten tag morgen abend ich möchte moechte einen termin sprechen sprichst deutsch bitte für fuer haben habe kann könnte brauche danke wann zahnschmerzen jemand uhr heute und nicht mein meine wie viel kostet geöffnet notfall",
    ),
    digits: "null eins zwei drei vier fünf sechs sieben acht neun".split(" "),
    yes: /^(?:ja|gerne|bitte|natürlich|in ordnung)(?![\p{L}])/u,
    no: /^(?:nein|nein danke|nein, danke)[.! ]*$/u,
    emergency: /\b(?:notfall|notarzt|krankenwagen)\b/u,
    offer: "Es tut mir leid, ich spreche im Moment nur Englisch. Soll Sie jemand aus dem Team zurückrufen?",
    askPhone: "Sehr gerne. Unter welcher Nummer können wir Sie erreichen?",
    taken: "Vielen Dank. Das Team weiß Bescheid und ruft Sie zurück. Auf Wiederhören!",
    failed: "Es tut mir leid, das konnte ich nicht notieren. Bitte rufen Sie etwas später noch einmal an.",
    goodbye: "In Ordnung. Vielen Dank für Ihren Anruf. Auf Wiederhören!",
    callEmergency:
      "In einem Notfall legen Sie bitte auf und wählen Sie sofort den Notruf, 911 oder die Nummer vor Ort.",
  },
} as const satisfies Record<string, Language>;

export type LanguageCode = keyof typeof LANGUAGES;
const CODES = ["es", "fr", "de"] as const satisfies readonly LanguageCode[];
const LEAST_SHARE = 0.5;

/** The language of what was said, where half of its words show it; null for English and for what is not clear. */
export function languageOf(plain: string): LanguageCode | null {
  const said = plain.match(/[\p{L}'-]+/gu) ?? [];
  const shares = CODES.map((code) => ({
    code,
    share:
      said.filter((word) => (LANGUAGES[code].words as ReadonlySet<string>).has(word)).length / said.length,
  }));
  const best = shares.reduce((one, other) => (other.share > one.share ? other : one));
  return best.share >= LEAST_SHARE ? best.code : null;
}

/** The digits in what was said, as figures or as words of the language. */
export function digitsIn(plain: string, code: LanguageCode): string {
  const names: readonly string[] = LANGUAGES[code].digits;
  const tokens = plain.match(/\p{L}+|\d+/gu) ?? [];
  return tokens
    .map((token) => (/^\d/.test(token) ? token : names.includes(token) ? names.indexOf(token) : ""))
    .join("");
}

/** An element of a TwiML document. */
export interface Verb {
  name: string;
  attributes: Record<string, string>;
  children: Verb[];
  text: string;
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const plain = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (decimal) return String.fromCodePoint(Number(decimal));
    return hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : (ENTITIES[name] ?? whole);
  });

/** Whether a document can be carried out at all. */
export function isTwiml(document: string): boolean {
  try {
    parseTwiml(document);
    return true;
  } catch {
    return false;
  }
}

const TOKEN =
  /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<(\/?)([A-Za-z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;

/**
 * The verbs of a document, as an interpreter of TwiML reads them.
 * @throws Error for what is no well-formed document with a Response, as Twilio refuses it (12100).
 */
export function parseTwiml(document: string): Verb[] {
  const root: Verb = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < document.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(document);
    const parent = open.at(-1);
    if (!token || !parent) throw new Error(`12100: Document parse failure at ${at}`);
    const [, closes, name, attributes = "", isEmpty, text] = token;
    if (text !== undefined) parent.text += plain(text);
    if (name === undefined) continue;
    if (closes) {
      if (open.pop()?.name !== name) throw new Error(`12100: Document parse failure at </${name}>`);
      continue;
    }
    const verb: Verb = { name, attributes: {}, children: [], text: "" };
    for (const [, key = "", value = ""] of attributes.matchAll(/([\w:-]+)="([^"]*)"/g))
      verb.attributes[key] = plain(value);
    parent.children.push(verb);
    if (!isEmpty) open.push(verb);
  }
  const [response] = root.children;
  if (open.length !== 1 || response?.name !== "Response")
    throw new Error("12100: Document parse failure: a Response is missing");
  return response.children;
}

import type { Business, Service } from "@/lib/domain/businesses";
import { inMajorUnits, minorDigits } from "@/lib/domain/money";
import { hoursText } from "./hours-text";
import type { KnowledgeHit } from "./schema";
import { coverage, stemOf, type Term } from "./words";

/** A price for the ear and the eye: "$120", "$89.50". */
export function priceText(minor: number | null, currency: string): string {
  if (minor === null) return "";
  const amount = inMajorUnits(minor, currency);
  return new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: currency.toUpperCase(),
    minimumFractionDigits: Number.isInteger(amount) ? 0 : minorDigits(currency),
  }).format(amount);
}

/** A duration in words: "45 minutes", "1 hour", "1 hour 30 minutes". */
export function durationText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [hours > 0 && `${hours} ${hours === 1 ? "hour" : "hours"}`, rest > 0 && `${rest} minutes`];
  return parts.filter(Boolean).join(" ");
}

interface Topic {
  /** One of these words must be there. */
  cues: string[];
  /** These belong to the topic beside a cue. */
  alongside?: string[];
  answer(business: Business): string;
}

const place = ({ address, city, state, postalCode }: Business): string =>
  [address, city, [state, postalCode].filter(Boolean).join(" ")].filter(Boolean).join(", ");

/** What a business can be asked about itself. */
const TOPICS: readonly Topic[] = [
  {
    cues: ["hours", "hour", "open", "opening", "close", "closed", "closing", "closes"],
    alongside:
      "business office weekend weekends today tomorrow tonight now time late early monday tuesday wednesday thursday friday saturday sunday saturdays sundays day days week until".split(
        " ",
      ),
    answer: (business) => hoursText(business.hours),
  },
  {
    cues: ["address", "located", "location", "directions", "situated", "where", "find"],
    alongside: ["office", "practice", "place", "shop", "street", "exactly", "building"],
    answer: (business) => (place(business) ? `We're at ${place(business)}.` : ""),
  },
  {
    cues: ["phone", "telephone", "number"],
    alongside: ["call", "reach", "office"],
    answer: ({ phone }) => (phone ? `Our phone number is ${phone}.` : ""),
  },
  {
    cues: ["email", "e-mail"],
    alongside: ["address", "send", "write"],
    answer: ({ email }) => (email ? `Our e-mail address is ${email}.` : ""),
  },
  {
    cues: ["website", "site", "web", "online", "url"],
    alongside: ["address", "find"],
    answer: ({ website }) => (website ? `Our website is ${website.replace(/^https?:\/\//, "")}.` : ""),
  },
];

const stems = (words: readonly string[]): Set<string> => new Set(words.map(stemOf));

function businessFacts(terms: readonly Term[], business: Business): KnowledgeHit[] {
  return TOPICS.flatMap((topic) => {
    const cues = stems(topic.cues);
    const all = new Set([...cues, ...stems(topic.alongside ?? [])]);
    if (!terms.some(({ word }) => cues.has(stemOf(word)))) return [];
    const answer = topic.answer(business);
    const relevance = coverage(terms, (stem) => all.has(stem));
    return answer ? [{ answer, source: { kind: "business" as const, id: null }, relevance }] : [];
  });
}

const PRICE = stems(["price"]);
const DURATION = stems(["long", "take", "last", "minutes", "hours", "duration"]);
const OFFER = stems(["offer", "have", "provide", "take", "get", "service", "services", "need", "want"]);

function serviceAnswer(service: Service, terms: readonly Term[]): string {
  const price = priceText(service.priceMinor, service.currency);
  const asks = (cues: Set<string>): boolean => terms.some(({ word }) => cues.has(stemOf(word)));
  if (asks(PRICE)) return price ? `${service.name} costs ${price}.` : "";
  const length = `takes about ${durationText(service.durationMinutes)}`;
  if (terms.some(({ word }) => word === "long" || word === "duration")) return `${service.name} ${length}.`;
  return `Yes. ${service.name} ${length}${price ? ` and costs ${price}` : ""}.`;
}

function serviceFacts(terms: readonly Term[], services: readonly Service[]): KnowledgeHit[] {
  const active = services.filter((service) => service.isActive);
  const named = active.flatMap((service) => {
    const name = stems(service.name.toLowerCase().match(/[\p{L}\p{N}-]+/gu) ?? []);
    if (!terms.some(({ word }) => name.has(stemOf(word)))) return [];
    const answer = serviceAnswer(service, terms);
    const relevance = coverage(
      terms,
      (stem) => name.has(stem) || PRICE.has(stem) || DURATION.has(stem) || OFFER.has(stem),
    );
    return answer ? [{ answer, source: { kind: "service" as const, id: service.id }, relevance }] : [];
  });
  const asksForList = terms.some(({ word }) =>
    /^(?:services?|treatments?|procedures?|prices?|pricing|menu)$/.test(word),
  );
  if (named.length > 0 || !asksForList || active.length === 0) return named;
  const list = active.slice(0, 10).map((service) => {
    const price = priceText(service.priceMinor, service.currency);
    return price ? `${service.name} for ${price}` : service.name;
  });
  const known = stems([
    "service",
    "treatments",
    "procedure",
    "price",
    "menu",
    "offer",
    "have",
    "provide",
    "kind",
  ]);
  const answer = `We offer ${list.join(", ")}.`;
  return [
    { answer, source: { kind: "service", id: null }, relevance: coverage(terms, (stem) => known.has(stem)) },
  ];
}

/** What the business's profile, hours and services say to a question. */
export const factsFor = (
  terms: readonly Term[],
  known: { business: Business; services: readonly Service[] },
): KnowledgeHit[] => [...businessFacts(terms, known.business), ...serviceFacts(terms, known.services)];

import { EDITION_NAMES, type EditionName } from "@/lib/http/edition";
import cloudgreet from "@/public/openapi/cloudgreet.json";
import micro8gents from "@/public/openapi/micro8gents.json";
import microbit from "@/public/openapi/microbit.json";
import { type ApiDocument, apiDocument } from "./document";

/** The documents as they are served; a test holds this list against the files. */
const PUBLISHED: Partial<Record<EditionName, unknown>> = { cloudgreet, micro8gents, microbit };

const parsed = new Map<EditionName, ApiDocument>();

/** The editions that have a document, in the order of the product. */
export const publishedEditions: readonly EditionName[] = EDITION_NAMES.filter((name) => name in PUBLISHED);

/** The document of an edition by its name in an address; null where none is published. */
export function publishedDocument(name: string): ApiDocument | null {
  const edition = publishedEditions.find((candidate) => candidate === name);
  if (!edition) return null;
  const document = parsed.get(edition) ?? apiDocument.parse(PUBLISHED[edition]);
  parsed.set(edition, document);
  return document;
}

import { z } from "zod";
import { decodeId, encodeId, NIL_UUID } from "@/lib/domain/ids";
import { instantText } from "@/lib/domain/instant-text";
import type { Page } from "@/lib/domain/paging";

/** The ids of an edition: its prefix for every noun it shows, over the one UUID. */
export function wireIds<Noun extends string>(prefixes: Record<Noun, string>) {
  return {
    write: (noun: Noun, uuid: string): string => encodeId(prefixes[noun], uuid),
    writeNullable: (noun: Noun, uuid: string | null): string | null =>
      uuid ? encodeId(prefixes[noun], uuid) : null,
    /** Reads an id; text that is no id of this noun becomes the UUID nothing has, and so looks missing. */
    read: (noun: Noun) =>
      z
        .string()
        .max(100)
        .transform((text) => decodeId(prefixes[noun], text) ?? NIL_UUID)
        .meta({
          description: `An id: ${prefixes[noun]}_ and 26 letters and digits.`,
          "x-id-of": noun,
          "x-id-prefix": prefixes[noun],
        }),
  };
}

/** A numeric id in a path; text that is none becomes 0, which nothing has, and so looks missing. */
export const numberInPath = z
  .string()
  .max(100)
  .transform((text) => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0))
  .meta({ description: "An id: a whole number." });

/** `page` and `limit` as three of the documents have them: from 1, 20 by default, at most 100. */
export const pageQuery = {
  page: z.coerce.number().int().min(1).max(1_000_000).default(1).describe("Which page, from 1."),
  limit: z.coerce.number().int().min(1).max(100).default(20).describe("How many on a page."),
};

/** The pagination object beside a list. */
export const pagination = ({ page, limit, total }: Page<unknown>) => ({
  page,
  limit,
  total,
  pages: Math.ceil(total / limit),
});

export const paginationJson = z.strictObject({
  page: z.number().int(),
  limit: z.number().int(),
  total: z.number().int(),
  pages: z.number().int(),
});

const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MILLISECONDS = 86_400_000;

/** An instant: ISO 8601 with an offset or Z. */
export const instant = instantText.describe("ISO 8601 with Z or an offset.");

/** The start of a range: an instant, or a date that means its first moment in UTC. */
export const rangeStart = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .transform((text) => new Date(text))
  .describe("From this instant on, or from the first moment (UTC) of this date.");

/** The end of a range, exclusive: an instant, or a date that means the whole of that day in UTC. */
export const rangeEnd = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .transform((text) => new Date(new Date(text).getTime() + (DATE_ONLY.test(text) ? DAY_MILLISECONDS : 0)))
  .describe("Before this instant, or until the end (UTC) of this date.");

/** Refuses a range in which nothing can lie, as its end is exclusive: `schema.refine(isForward, BACKWARDS)`. */
export const isForward = (range: { start_date?: Date | undefined; end_date?: Date | undefined }): boolean =>
  !range.start_date || !range.end_date || range.start_date < range.end_date;
export const BACKWARDS = { path: ["end_date"], error: "Give an end after the start." };

/** `true`, `false`, `1` or `0` in a query. */
export const flag = z.enum(["true", "false", "1", "0"]).transform((text) => text === "true" || text === "1");

/** Text of one line, trimmed. */
export const line = (max: number) => z.string().trim().max(max);

/** Text of any number of lines. */
export const text = (max: number) => z.string().max(max);

/** An answer that only says what has happened. */
export const messageJson = z.strictObject({ message: z.string() });
export const say = (message: string) => (): z.input<typeof messageJson> => ({ message });

export const isoText = z.iso.datetime();

/** Instants leave as ISO 8601 in UTC. */
export const iso = (date: Date): string => date.toISOString();
export const isoNullable = (date: Date | null): string | null => date?.toISOString() ?? null;

import type { ZodType } from "zod";
import type { ErrorCode, ErrorDetail } from "@/lib/domain/errors";

export const EDITION_NAMES = ["cloudgreet", "micro8gents", "microbit", "hekax", "aigentable"] as const;
export type EditionName = (typeof EDITION_NAMES)[number];

export interface LimitRule {
  limit: number;
  windowSeconds: number;
}

/** How many requests an edition allows. Where two rules bind a request, both are kept and the headers tell the tighter one. */
export interface LimitTable {
  /** Per address, for requests that carry no credential or a bad one. */
  anonymous: LimitRule[];
  /** Per address, whoever asks. */
  everyone: LimitRule[];
  /** Per user or API key. */
  caller: LimitRule[];
  /** Per address on routes that try passwords, tokens and codes, and on those that anybody may write to. */
  auth: LimitRule[];
  /** Per address, on the edition's own webhook paths, and nothing else: one vendor address carries every tenant. */
  webhook: LimitRule[];
}

/** What is left of the tightest rule. */
export interface RateState {
  limit: number;
  remaining: number;
  resetAt: Date;
  windowSeconds: number;
}

export interface AnswerMeta {
  requestId: string;
  now: Date;
}

export interface CorsRule {
  origins: "*";
  methods: string[];
  headers: string[];
}

/** An error on its way out: the domain's code and words, before an edition gives them its shape. */
export interface WireError {
  code: ErrorCode;
  message: string;
  detail: ErrorDetail;
}

export interface ReferenceTag {
  name: string;
  description: string;
  /** The paths that it groups, without a slash in front; where two fit, the longer one counts. */
  under: string[];
}

/** What an edition's OpenAPI document needs besides its routes. */
export interface EditionReference {
  version: string;
  description: string;
  tags: ReferenceTag[];
  /** The envelope of a success around its data. */
  success(data: ZodType): ZodType;
  failure: ZodType;
  /** What each of the rate-limit headers says. */
  headers: Record<string, string>;
}

/**
 * Everything in which one published API differs from another, as values. The pipeline asks these and
 * never the name; a further contract is a further value.
 */
export interface Edition {
  readonly name: EditionName | "doors";
  readonly title: string;
  readonly limits: LimitTable;
  /** The documented rate-limit headers; {} where the document names none. */
  rateHeaders(state: RateState): Record<string, string>;
  readonly cors: CorsRule | null;
  /** HTTP status of every domain error. */
  readonly statuses: Record<ErrorCode, number>;
  /** The body of a refusal. */
  fail(error: WireError, meta: AnswerMeta): unknown;
  /** The body of a success. */
  succeed(data: unknown, meta: AnswerMeta & { message: string }): unknown;
  /** Null: nothing is published about it. */
  readonly reference: EditionReference | null;
}

/** An edition with a reference: its routes say what stands in it. */
export type PublishedEdition = Edition & { readonly reference: EditionReference };

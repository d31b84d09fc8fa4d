import { type ApiDocument, type ApiLimit, type ApiOperation, mediaOf } from "@/lib/openapi/document";

const WINDOWS = new Map([
  [60, "a minute"],
  [3600, "an hour"],
  [86_400, "a day"],
]);
const PER: Record<ApiLimit["per"], string> = {
  caller: "per person or key",
  address: "per address",
};

/** `1,000 requests an hour per person or key`. */
export const limitWords = ({ per, limit, windowSeconds, note }: ApiLimit): string =>
  [
    `${limit.toLocaleString("en-US")} requests`,
    WINDOWS.get(windowSeconds) ?? `in ${windowSeconds} seconds`,
    PER[per],
    ...(note ? [`(${note})`] : []),
  ].join(" ");

/** What a caller has to show. */
export function securityWords({ security, "x-signed-by-sender": isSigned }: ApiOperation): string {
  if (isSigned) return "Signed by the vendor that sends it.";
  if (security.length === 0) return "No credential needed.";
  return security.some((way) => Object.keys(way).length === 0)
    ? "With or without a credential."
    : "Needs a credential: an access token, an API key, or the dashboard's session.";
}

export interface Refusal {
  key: string;
  status: string;
  /** The edition's own word for it; null where it has none. */
  code: string | null;
  cause: string;
}

/** The refusals of an operation, one a row. */
export const refusalsOf = (document: ApiDocument, operation: ApiOperation): Refusal[] =>
  Object.entries(operation.responses)
    .filter(([status]) => status >= "400")
    .flatMap(([status, { content }]) =>
      Object.keys(mediaOf(content)?.examples ?? {}).flatMap((name): Refusal[] => {
        const example = document.components.examples[name];
        if (!example) return [];
        const { value, summary = name } = example;
        const code =
          typeof value === "object" && value !== null && "code" in value ? String(value.code) : null;
        return [{ key: `${status} ${name}`, status, code, cause: summary }];
      }),
    );

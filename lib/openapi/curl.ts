import { encodeId } from "@/lib/domain/ids";
import { type ApiMethod, type ApiOperation, type ApiParameter, mediaOf } from "./document";
import { readSchema } from "./fields";

/** Text in single quotes for a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Of the right form, and nobody's. */
const SOME_ID = "01980f6e-a870-7f93-8a4d-c1a2b3d4e5f6";

/** A value for a parameter: an id of its kind that the example shows, else one that nothing has, else a whole number. */
function exampleValue({ schema, name }: ApiParameter, shown: string): string {
  const { "x-id-prefix": prefix, enum: values } = readSchema(schema);
  if (values) return String(values[0]);
  if (!prefix) return name === "id" ? "1" : name;
  return new RegExp(`${prefix}_[0-9a-z]{26}`).exec(shown)?.[0] ?? encodeId(prefix, SOME_ID);
}

/** A body as the command sends it. */
function bodyOf(operation: ApiOperation, value: unknown): string[] {
  if (value === undefined) return [];
  if (operation.requestBody?.content["application/x-www-form-urlencoded"] && typeof value === "object")
    return [`-d ${quoted(new URLSearchParams(Object.entries(value ?? {})).toString())}`];
  return ["-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(value, null, 2))}`];
}

const credentialOf = ({ security }: ApiOperation): string[] =>
  security.length > 0 ? ['-H "Authorization: Bearer $TOKEN"'] : [];

/**
 * The example of an operation as a command for a shell, with the token in $TOKEN.
 * @param base the address of the edition, such as `https://desk.example/api/cloudgreet`.
 */
export function curlOf(base: string, path: string, method: ApiMethod, operation: ApiOperation): string {
  const body = mediaOf(operation.requestBody?.content)?.examples?.request;
  const value = body && "value" in body ? body.value : undefined;
  const shown = JSON.stringify([operation.responses, value]);
  const parameters = operation.parameters ?? [];
  const address = parameters
    .filter(({ in: place }) => place === "path")
    .reduce((text, one) => text.replace(`{${one.name}}`, exampleValue(one, shown)), `${base}${path}`);
  const query = parameters
    .filter((one) => one.in === "query" && one.required)
    .map((one) => `${one.name}=${encodeURIComponent(exampleValue(one, shown))}`)
    .join("&");
  const parts = [
    `curl ${method === "get" ? "" : `-X ${method.toUpperCase()} `}${quoted(query ? `${address}?${query}` : address)}`,
    ...credentialOf(operation),
    ...bodyOf(operation, value),
  ];
  return parts.join(" \\\n  ");
}

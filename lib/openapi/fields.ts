import { z } from "zod";
import { type JsonSchema, jsonSchema } from "./document";

/** A field of a body, or a parameter, in words for a reader. */
export interface ApiField {
  name: string;
  /** `string (email)`, `list of objects`, `integer or null`. */
  type: string;
  isRequired: boolean;
  description: string | null;
  /** The only values that it may have. */
  values: string[];
  /** `1 to 200 characters`, `default 20`. */
  rules: string[];
  /** The fields inside. */
  fields: ApiField[];
}

const known = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  pattern: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  default: z.unknown().optional(),
  anyOf: z.array(jsonSchema).optional(),
  items: jsonSchema.optional(),
  properties: z.record(z.string(), jsonSchema).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.union([z.boolean(), jsonSchema]).optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  "x-id-of": z.string().optional(),
  "x-id-prefix": z.string().optional(),
});
type Known = z.infer<typeof known>;

export const readSchema = (schema: JsonSchema): Known => known.parse(schema);

/** The alternatives of a schema, without null. */
export const branchesOf = (schema: JsonSchema): JsonSchema[] =>
  (readSchema(schema).anyOf ?? [schema]).filter((branch) => readSchema(branch).type !== "null");

const plural = (type: string): string => type.replace(/^\w+/, (noun) => `${noun}s`);

function typeOf(schema: JsonSchema): string {
  const { anyOf, type, format, items, additionalProperties, properties } = readSchema(schema);
  if (anyOf) return [...new Set(anyOf.map(typeOf))].join(" or ");
  if (type === "array") return items ? `list of ${plural(typeOf(items))}` : "list";
  if (typeof additionalProperties === "object" && !properties) return "object with any names";
  const name = Array.isArray(type) ? type.join(" or ") : (type ?? "anything");
  return format ? `${name} (${format})` : name;
}

function span(low: number | undefined, high: number | undefined, unit: string): string[] {
  const tail = unit ? ` ${unit}` : "";
  const shown = (value: number) => value.toLocaleString("en-US");
  if (low !== undefined && high !== undefined) return [`${shown(low)} to ${shown(high)}${tail}`];
  if (low !== undefined) return [`at least ${shown(low)}${tail}`];
  return high === undefined ? [] : [`at most ${shown(high)}${tail}`];
}

function rulesOf(schema: JsonSchema): string[] {
  const own = readSchema(schema);
  return [
    ...span(own.minLength, own.maxLength, "characters"),
    ...span(own.minimum, own.maximum, ""),
    ...span(own.minItems, own.maxItems, "entries"),
    ...(own.pattern ? [`as ${own.pattern}`] : []),
    ...(own.default === undefined ? [] : [`default ${JSON.stringify(own.default)}`]),
  ];
}

const valuesOf = (schema: JsonSchema): string[] => {
  const own = readSchema(schema);
  const values = own.enum ?? (own.const === undefined ? [] : [own.const]);
  return values.map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
};

/** One field in words. */
export function fieldOf(name: string, schema: JsonSchema, isRequired: boolean): ApiField {
  const branches = branchesOf(schema);
  const parts = branches.length === 1 && branches[0] !== schema ? [schema, ...branches] : [schema];
  return {
    name,
    type: typeOf(schema),
    isRequired,
    description: parts.map((part) => readSchema(part).description).find(Boolean) ?? null,
    values: [...new Set(branches.flatMap(valuesOf))],
    rules: [...new Set(parts.flatMap(rulesOf))],
    fields: branches.flatMap(fieldsOf),
  };
}

/** The fields of an object, or of the objects in a list; none for anything else. */
export function fieldsOf(schema: JsonSchema): ApiField[] {
  const { properties, required = [], items } = readSchema(schema);
  if (items) return branchesOf(items).flatMap(fieldsOf);
  return Object.entries(properties ?? {}).map(([name, field]) =>
    fieldOf(name, field, required.includes(name)),
  );
}

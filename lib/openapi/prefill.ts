import { z } from "zod";
import { encodeId } from "@/lib/domain/ids";
import type { ApiParameter, JsonSchema } from "./document";
import { branchesOf, fieldOf, readSchema } from "./fields";

/** Who tries a request, and when. */
export interface Trial {
  /** The caller's own business; null when nobody is signed in. */
  businessId: string | null;
  now: Date;
}

/** A parameter as a field of a form. */
export interface TryField {
  name: string;
  place: ApiParameter["in"];
  isRequired: boolean;
  value: string;
  placeholder: string;
  description: string | null;
  options: string[];
}

const WEEK_MILLISECONDS = 7 * 24 * 3600 * 1000;
const object = z.record(z.string(), z.unknown());

/** The noun and prefix of an id, where the schema is one. */
function idOf(schema: JsonSchema): { of: string; prefix: string } | null {
  for (const branch of branchesOf(schema)) {
    const { "x-id-of": of, "x-id-prefix": prefix } = readSchema(branch);
    if (of && prefix) return { of, prefix };
  }
  return null;
}

const ownId = (schema: JsonSchema, { businessId }: Trial): string | null => {
  const id = idOf(schema);
  return id?.of === "business" && businessId ? encodeId(id.prefix, businessId) : null;
};

/** A time of an example that has passed, on the same weekday and hour of a coming week: at least a day ahead. */
function comingTime(text: string, now: Date): string {
  const time = Date.parse(text);
  const soonest = now.getTime() + WEEK_MILLISECONDS / 7;
  if (Number.isNaN(time) || time >= soonest) return text;
  const weeks = Math.ceil((soonest - time) / WEEK_MILLISECONDS);
  return new Date(time + weeks * WEEK_MILLISECONDS).toISOString();
}

/**
 * The example of a body so that it can be sent: the caller's own business, times to come, and without the ids of
 * other things, which are nobody's, where they may be left out.
 */
export function trialBody(schema: JsonSchema, example: unknown, trial: Trial): unknown {
  const own = ownId(schema, trial);
  if (own) return own;
  const branches = branchesOf(schema);
  if (typeof example === "string") {
    const isTime = branches.some((branch) => readSchema(branch).format === "date-time");
    return isTime ? comingTime(example, trial.now) : example;
  }
  const [branch = schema] = branches;
  const { items, properties = {}, required = [] } = readSchema(branch);
  if (Array.isArray(example)) return items ? example.map((entry) => trialBody(items, entry, trial)) : example;
  const fields = object.safeParse(example);
  if (!fields.success) return example;
  return Object.fromEntries(
    Object.entries(fields.data).flatMap(([name, value]) => {
      const field = properties[name];
      if (!field) return [[name, value]];
      const isStranger = idOf(field) !== null && ownId(field, trial) === null;
      return isStranger && !required.includes(name) ? [] : [[name, trialBody(field, value, trial)]];
    }),
  );
}

/** A parameter as a field: the caller's own business is filled in, other ids are theirs to find. */
export function tryField(
  { name, in: place, required, description, schema }: ApiParameter,
  trial: Trial,
): TryField {
  const { values, rules, type } = fieldOf(name, schema, required);
  const id = idOf(schema);
  return {
    name,
    place,
    isRequired: required,
    value: ownId(schema, trial) ?? "",
    placeholder: id ? `${id.prefix}_…` : (rules.find((rule) => rule.startsWith("default")) ?? type),
    description: description ?? null,
    options: values,
  };
}

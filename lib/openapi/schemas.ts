import { type ZodType, z } from "zod";
import { type ApiParameter, type JsonSchema, jsonSchema } from "./document";

const SAFE = Number.MAX_SAFE_INTEGER;

/**
 * A zod schema as JSON Schema: `input` is what a client sends, before transforms and with defaults optional;
 * `output` what it gets. A rule that only code can state is told in the operation's description.
 */
export function schemaOf(schema: ZodType, io: "input" | "output"): JsonSchema {
  const { $schema, ...json } = z.toJSONSchema(schema, {
    io,
    target: "draft-2020-12",
    reused: "inline",
    override: ({ jsonSchema: node }) => {
      // Every integer of JavaScript has these bounds; they say nothing about the field.
      if (node.maximum === SAFE) delete node.maximum;
      if (node.minimum === -SAFE) delete node.minimum;
      // A format says in a word what its pattern says in three lines.
      if (node.format) delete node.pattern;
    },
  });
  return jsonSchema.parse(json);
}

const objectParts = z.object({
  properties: z.record(z.string(), jsonSchema).default({}),
  required: z.array(z.string()).default([]),
});

/** The fields of an object schema as parameters of a path or query. */
export function parametersOf(schema: ZodType | undefined, place: ApiParameter["in"]): ApiParameter[] {
  if (!schema) return [];
  const { properties, required } = objectParts.parse(schemaOf(schema, "input"));
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    ...(typeof description === "string" ? { description } : {}),
    schema: rest,
  }));
}

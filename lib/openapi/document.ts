import { z } from "zod";

/** A JSON Schema as our documents use it; whatever else it says is kept. */
export const jsonSchema = z.record(z.string(), z.unknown());
export type JsonSchema = z.infer<typeof jsonSchema>;

const example = z.object({ summary: z.string().optional(), value: z.unknown() });
export type ApiExample = z.infer<typeof example>;

const reference = z.object({ $ref: z.string() });
const media = z.object({
  schema: jsonSchema,
  examples: z.record(z.string(), z.union([reference, example])).optional(),
});
type ApiMedia = z.infer<typeof media>;
/** Bodies have one type each. */
const content = z.partialRecord(
  z.enum(["application/json", "application/x-www-form-urlencoded", "text/xml"]),
  media,
);
export type ApiContent = z.infer<typeof content>;

/** What a body is, whatever its type. */
export const mediaOf = (content: ApiContent | undefined): ApiMedia | undefined =>
  Object.values(content ?? {})[0];

const header = z.object({ description: z.string(), schema: jsonSchema });

const parameter = z.object({
  name: z.string(),
  in: z.enum(["path", "query", "header"]),
  required: z.boolean(),
  description: z.string().optional(),
  schema: jsonSchema,
});
export type ApiParameter = z.infer<typeof parameter>;

const response = z.object({
  description: z.string(),
  headers: z.record(z.string(), reference),
  content,
});
export type ApiResponse = z.infer<typeof response>;

const limit = z.object({
  per: z.enum(["caller", "address"]),
  limit: z.number(),
  windowSeconds: z.number(),
  note: z.string().optional(),
});
export type ApiLimit = z.infer<typeof limit>;

const operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.string().optional(),
  tags: z.array(z.string()),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(parameter).optional(),
  requestBody: z.object({ required: z.boolean(), content }).optional(),
  responses: z.record(z.string(), response),
  "x-rate-limits": z.array(limit),
  /** Only who holds the vendor's key can send it. */
  "x-signed-by-sender": z.literal(true).optional(),
});
export type ApiOperation = z.infer<typeof operation>;

export const API_METHODS = ["get", "post", "put", "patch", "delete"] as const;
export type ApiMethod = (typeof API_METHODS)[number];

/** An edition's OpenAPI 3.1 document, as this product writes it and its reference page reads it. */
export const apiDocument = z.object({
  openapi: z.literal("3.1.1"),
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  servers: z.array(z.object({ url: z.string(), description: z.string() })),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.partialRecord(z.enum(API_METHODS), operation)),
  components: z.object({
    schemas: z.object({ Failure: jsonSchema }),
    examples: z.record(z.string(), example),
    headers: z.record(z.string(), header),
    securitySchemes: z.record(z.string(), z.record(z.string(), z.string())),
  }),
});
export type ApiDocument = z.infer<typeof apiDocument>;

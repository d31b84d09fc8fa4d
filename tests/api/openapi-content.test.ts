import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { type ApiContent, type ApiDocument, type JsonSchema, mediaOf } from "@/lib/openapi/document";
import { openApiFiles } from "@/scripts/openapi/files";

const files = await openApiFiles();
/** The official schema of OpenAPI 3.1; it leaves open what a schema inside a document may say. */
const validator = new Validator();

/** JSON Schema 2020-12 with every format known: an unknown keyword or format does not compile. */
function strictAjv() {
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
  addFormats.default(ajv);
  ajv.addVocabulary(["x-id-of", "x-id-prefix"]);
  return ajv;
}

const operationsOf = ({ paths }: ApiDocument) =>
  Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
  );

interface Part {
  name: string;
  schema: JsonSchema;
  examples: Record<string, unknown>;
}

/** Every body of a document with its schema and examples, references followed. */
function partsOf(document: ApiDocument): Part[] {
  const schemaOf = (schema: JsonSchema) =>
    schema.$ref === "#/components/schemas/Failure" ? document.components.schemas.Failure : schema;
  const part = (name: string, content: ApiContent | undefined): Part[] => {
    const media = mediaOf(content);
    if (!media) return [];
    const examples = Object.entries(media.examples ?? {}).map(([key, example]) => {
      if ("value" in example) return [key, example.value];
      const name = "$ref" in example ? String(example.$ref).replace("#/components/examples/", "") : "";
      return [key, document.components.examples[name]?.value];
    });
    return [{ name, schema: schemaOf(media.schema), examples: Object.fromEntries(examples) }];
  };
  return operationsOf(document).flatMap(({ name, operation }) => [
    ...part(`${name} body`, operation.requestBody?.content),
    ...Object.entries(operation.responses).flatMap(([status, { content }]) =>
      part(`${name} ${status}`, content),
    ),
  ]);
}

describe.each(files)("$file", ({ document, text }) => {
  const operations = operationsOf(document);

  it("says of every operation what it is for, shows an answer, and names its errors", () => {
    expect(operations.length).toBeGreaterThan(10);
    for (const { name, operation } of operations) {
      expect(operation.summary.length, name).toBeGreaterThan(5);
      const statuses = Object.keys(operation.responses);
      const success = statuses.filter((status) => status.startsWith("2"));
      expect(success, name).toHaveLength(1);
      const answer = mediaOf(operation.responses[success[0] ?? ""]?.content);
      expect(Object.keys(answer?.examples ?? {}).length, `${name}: an example of its answer`).toBeGreaterThan(
        0,
      );
      const refusals = statuses.filter((status) => status >= "400");
      for (const status of ["429", "500", "503"]) expect(refusals, name).toContain(status);
      const isGuarded =
        operation.security.length > 0 && operation.security.every((way) => Object.keys(way).length > 0);
      if (isGuarded) expect(refusals, name).toEqual(expect.arrayContaining(["401", "403"]));
      if (name.includes("{id}")) expect(refusals, name).toContain("404");
      for (const status of refusals) {
        const shown = mediaOf(operation.responses[status]?.content)?.examples ?? {};
        expect(Object.keys(shown).length, `${name} ${status}`).toBeGreaterThan(0);
      }
    }
  });

  it("shows a body wherever one is sent", () => {
    for (const { name, operation } of operations) {
      if (!operation.requestBody) continue;
      const shown = mediaOf(operation.requestBody.content)?.examples ?? {};
      expect(Object.keys(shown), name).not.toEqual([]);
    }
  });

  it("has schemas of JSON Schema 2020-12 only, and examples that keep to them, formats included", () => {
    const ajv = strictAjv();
    const wrong: string[] = [];
    for (const { name, schema, examples } of partsOf(document)) {
      const validate = ajv.compile(schema);
      for (const [key, value] of Object.entries(examples)) {
        if (!validate(value)) wrong.push(`${name} ${key}: ${ajv.errorsText(validate.errors)}`);
      }
    }
    expect(wrong).toEqual([]);
    for (const { operation } of operations) {
      for (const { schema } of operation.parameters ?? []) expect(ajv.compile(schema)).toBeTypeOf("function");
    }
  });

  it("would be refused by the official schema of OpenAPI 3.1 with anything wrong in it", async () => {
    const parsed = () => JSON.parse(text);
    const withoutInfo = parsed();
    delete withoutInfo.info;
    const strangeServer = parsed();
    strangeServer.servers = [{ address: "/api" }];
    const badPath = parsed();
    badPath.paths = { leads: {} };
    const badAddress = parsed();
    badAddress.externalDocs = { url: "no address at all" };
    for (const broken of [withoutInfo, strangeServer, badPath, badAddress]) {
      expect((await validator.validate(broken)).valid).toBe(false);
    }
    expect((await validator.validate(parsed())).valid).toBe(true);
  });
});

describe("a schema that means nothing", () => {
  it.each([
    ["a format that nobody knows", { type: "string", format: "e-mail" }],
    ["a type that does not exist", { type: "text" }],
    ["a keyword with a slip in it", { type: "object", requierd: ["name"] }],
  ])("is noticed: %s", (_, schema) => {
    expect(() => strictAjv().compile(schema)).toThrow();
  });
});

import fc from "fast-check";
import { z } from "zod";

/** A field of a schema; nested fields have their own. */
interface Field {
  name: string;
  schema: z.core.$ZodType;
}

const inner = z.object({ innerType: z.custom<z.core.$ZodType>() });
const piped = z.object({ in: z.custom<z.core.$ZodType>() });
const shaped = z.object({ shape: z.record(z.string(), z.custom<z.core.$ZodType>()) });
const listed = z.object({ element: z.custom<z.core.$ZodType>() });
const chosen = z.object({ options: z.array(z.custom<z.core.$ZodType>()) });

/** The schema behind optional, nullable, default, transform and refine. */
export function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = schema._zod;
  const wrapped = inner.safeParse(def);
  if (wrapped.success) return unwrapped(wrapped.data.innerType);
  const pipe = piped.safeParse(def);
  return pipe.success ? unwrapped(pipe.data.in) : schema;
}

/** The fields of an object schema, however it is wrapped; none where it is no object. */
export function fieldsOf(schema: z.core.$ZodType | undefined): Field[] {
  if (!schema) return [];
  const shape = shaped.safeParse(unwrapped(schema)._zod.def);
  return shape.success ? Object.entries(shape.data.shape).map(([name, schema]) => ({ name, schema })) : [];
}

/** A number of levels that a careless reader of JSON falls over. */
const DEPTH = 10_000;
export const deepJson = (open: string, close: string): string => open.repeat(DEPTH) + close.repeat(DEPTH);

/** Text that has broken something somewhere. */
export const HOSTILE_TEXT = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "x\udfff",
  "x".repeat(10_000),
  "é".repeat(9_999),
  "\u202e\u0645\u0631\u062d\u0628\u0627",
  "👩‍👩‍👧‍👦🦷",
  "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!",
  "__proto__",
  "constructor",
  "toString",
  "null",
  "undefined",
  "NaN",
  "Infinity",
  "-0",
  "1e999",
  "99999999999999999999",
  "0x10",
  "true",
  "'; drop table leads; --",
  "' or '1'='1",
  "<script>alert(1)</script>",
  "{{constructor.constructor('x')()}}",
  "#{7*7}",
  "../../../../etc/passwd",
  "%00",
  "%",
  "\\",
  "\r\nSet-Cookie: a=b",
  "\ufeff",
  "0001-01-01T00:00:00Z",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999Z",
  "9999-12-31T23:59:59-23:59",
  "2099-02-29T12:00:00Z",
  "2099-06-15T12:00:00.000000000000001Z",
  "9999-12-31",
  "-271821-04-20T00:00:00Z",
  "fuzz@example.com",
  "a@b.c",
  "+1234567890",
  "+",
  "tel:+1-555-0100;ext=5",
  "America/New_York",
  "24:00",
  "00:00",
] as const;

const hostileText = fc.constantFrom(...HOSTILE_TEXT);
const hostileNumber = fc.constantFrom(
  0,
  -0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  -(2 ** 53),
  1e308,
  5e-324,
  Number.MIN_VALUE,
);

/** Anything JSON can say, seldom what was asked for. */
const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: hostileText },
  { weight: 2, arbitrary: hostileNumber },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(null, true, false, [], {}, [[]], [null], { $ne: null }, { "": "" }),
  },
  { weight: 1, arbitrary: fc.array(hostileText, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.dictionary(hostileText, hostileText, { maxKeys: 3 }) },
);

/** Ids to try: those of the caller fit; those of a stranger should open nothing. */
export interface KnownIds {
  own: readonly string[];
  foreign: readonly string[];
}

const anyOf = (ids: KnownIds): fc.Arbitrary<string> => fc.constantFrom(...ids.own, ...ids.foreign);

/** Ids that a name such as `lead_id` or the folder `leads` asks for, when there are any; mostly the caller's. */
export function idFor(name: string, ids: KnownIds): fc.Arbitrary<string> | null {
  const noun = name.replace(/_id$/, "");
  const fits = ids.own.filter((id) => noun.startsWith(id.split("_")[0] ?? " "));
  if (fits.length === 0) return null;
  return fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...fits) }, { weight: 1, arbitrary: anyOf(ids) });
}

const FITTING_TEXT: Record<string, fc.Arbitrary<string>> = {
  datetime: fc.oneof(
    fc
      .date({ min: new Date("2027-01-01"), max: new Date("2999-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString()),
    fc.constantFrom("2098-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z"),
  ),
  date: fc.constantFrom("2099-06-15", "0001-01-01", "9999-12-31"),
  email: fc.oneof(
    fc.uuid().map((text) => `${text}@example.com`),
    fc.constant("o'hara+x@example.co.uk"),
  ),
};
/** Text without a format says by its name what it wants. */
const BY_NAME: readonly [RegExp, readonly string[]][] = [
  [/zone/i, ["America/New_York", "Asia/Kathmandu", "UTC"]],
  [/^(open|close|start|end)/i, ["09:00", "17:00", "00:00", "23:59"]],
  [/phone|number/i, ["+1234567890", "(212) 555-0100", "+44 20 7946 0000"]],
  [/password/i, ["password123"]],
];
const ANY_TEXT = ["Ana", "1", "true", "2099-06-15T12:00:00Z"];

const textFor = (name: string, format: string): fc.Arbitrary<string> =>
  FITTING_TEXT[format] ??
  fc.constantFrom(...(BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? ANY_TEXT));

/** What a field's schema asks for, as far as it says so. */
export function fitting(name: string, schema: z.core.$ZodType, ids: KnownIds): fc.Arbitrary<unknown> {
  const { def } = unwrapped(schema)._zod;
  const known = fieldsOf(schema);
  if (known.length > 0) return fittingObject(schema, ids);
  const list = listed.safeParse(def);
  if (list.success) return fc.array(fitting(name, list.data.element, ids), { maxLength: 4 });
  const options = chosen.safeParse(def);
  if (options.success) return fc.oneof(...options.data.options.map((option) => fitting(name, option, ids)));
  if (def.type === "enum" && "entries" in def)
    return fc.constantFrom(...Object.values(def.entries as object));
  if (def.type === "boolean") return fc.boolean();
  if (def.type === "number") return fc.integer({ min: 1, max: 100 });
  const format = "format" in def ? String(def.format) : "";
  return idFor(name, ids) ?? textFor(name, format);
}

/** An object with what its schema asks for. */
export const fittingObject = (schema: z.core.$ZodType | undefined, ids: KnownIds) =>
  fc.record(
    Object.fromEntries(fieldsOf(schema).map((field) => [field.name, fitting(field.name, field.schema, ids)])),
  );

const nearlyFitting = ({ name, schema }: Field, ids: KnownIds): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 4, arbitrary: fitting(name, schema, ids) }, { weight: 1, arbitrary: hostileValue });

/** Bodies for a schema: near misses with unknown keys. */
export function hostileObject(
  schema: z.core.$ZodType | undefined,
  ids: KnownIds,
): fc.Arbitrary<Record<string, unknown>> {
  const fields = fieldsOf(schema).map((field) => [field.name, nearlyFitting(field, ids)] as const);
  const whole = fc.record(Object.fromEntries(fields));
  const partial = fc.record(Object.fromEntries(fields), { requiredKeys: [] });
  const extra = fc.dictionary(hostileText, hostileValue, { maxKeys: 2 });
  return fc.tuple(fc.oneof(whole, partial), extra).map(([record, more]) => ({ ...more, ...record }));
}

const quoted = (text: string): string => JSON.stringify(text);

/** The same object with its first key a second time, in front with another value. */
function withDuplicateKey(record: Record<string, unknown>): string {
  const [key = "name"] = Object.keys(record);
  const text = JSON.stringify(record);
  return text === "{}" ? text : `{${quoted(key)}:"first",${text.slice(1)}`;
}

/** How an object is written down: mostly as JSON, sometimes broken, repeated, nested without end or not UTF-8. */
export const written = (record: Record<string, unknown>): fc.Arbitrary<string | Uint8Array> => {
  const text = JSON.stringify(record);
  return fc.oneof(
    { weight: 12, arbitrary: fc.constant<string | Uint8Array>(text) },
    {
      weight: 3,
      arbitrary: fc.constantFrom<string | Uint8Array>(
        withDuplicateKey(record),
        text.slice(0, Math.ceil(text.length / 2)),
        `${text},`,
        `\ufeff${text}`,
        `{"name":${deepJson("[", "]")}}`,
        `${deepJson('{"a":', "")}1${"}".repeat(DEPTH)}`,
        deepJson("[", ""),
        "NaN",
        '{"name":1e999}',
        '{"__proto__":{"role":"owner"},"constructor":{"prototype":{"role":"owner"}}}',
        "",
        new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]),
        new Uint8Array([
          ...new TextEncoder().encode('{"name":"'),
          0xc3,
          0x28,
          ...new TextEncoder().encode('"}'),
        ]),
      ),
    },
  );
};

/** A query: near misses for the schema's fields, sometimes one of them twice. */
export const hostileQuery = (schema: z.core.$ZodType | undefined, ids: KnownIds): fc.Arbitrary<string> =>
  fc
    .tuple(
      hostileObject(schema, ids),
      fc.integer({ min: 0, max: 9 }),
      fc.constantFrom("", "&%", "&a=%ff", "&=", "&&"),
    )
    .map(([record, dice, tail]) => {
      const pairs = Object.entries(record).map(([key, value]) => [
        key,
        typeof value === "string" ? value : JSON.stringify(value),
      ]);
      const twice = dice === 0 ? [...pairs, ...pairs.slice(0, 1)] : pairs;
      const search = new URLSearchParams(twice.map(([key = "", value = ""]) => [key, value.slice(0, 2_000)]));
      return search.toString() + tail;
    });

/** A value for a part of a path, as Next hands it over. `folder` is the part before it. */
export const hostileParam = (folder: string, ids: KnownIds): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: idFor(folder, ids) ?? anyOf(ids) },
    { weight: 1, arbitrary: fc.constantFrom(...ids.foreign) },
    { weight: 1, arbitrary: hostileText },
  );

/** Every copy of a value in which one leaf is another value. */
export function withEachLeaf(value: unknown, leaf: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, at) => withEachLeaf(item, leaf).map((changed) => value.with(at, changed)));
  }
  if (typeof value !== "object" || value === null) return [leaf];
  return Object.entries(value).flatMap(([key, item]) =>
    withEachLeaf(item, leaf).map((changed) => ({ ...value, [key]: changed })),
  );
}

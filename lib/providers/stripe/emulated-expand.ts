import { badRequest } from "./emulated-errors";

/** Puts whole objects where `expand` asks for them. @throws Refusal for a field that is no reference. */
export function expanded(
  object: unknown,
  paths: readonly string[],
  openers: Record<string, (id: string) => object | undefined>,
): unknown {
  let result = object;
  for (const path of paths) result = open(result, path.split("."), path);
  return result;

  function open(value: unknown, [head = "", ...rest]: string[], path: string): unknown {
    if (Array.isArray(value)) return value.map((one) => open(one, [head, ...rest], path));
    if (typeof value !== "object" || value === null) return value;
    const inner: unknown = Object.entries(value).find(([key]) => key === head)?.[1];
    if (inner === undefined || (typeof inner === "string" && !Object.hasOwn(openers, head)))
      throw badRequest(`This property cannot be expanded (${path}).`, { param: "expand" });
    const whole = typeof inner === "string" ? (openers[head]?.(inner) ?? inner) : inner;
    return { ...value, [head]: rest.length > 0 ? open(whole, rest, path) : whole };
  }
}

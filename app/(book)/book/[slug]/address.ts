import { z } from "zod";

const oneOf = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined);

/** What the address of the page says about the choices so far; what makes no sense counts as not said. */
export const choices = z.object({
  service: oneOf(z.uuid()),
  with: oneOf(z.uuid()),
  from: oneOf(z.iso.date()),
  day: oneOf(z.iso.date()),
  at: oneOf(z.iso.datetime()),
});
export type Choices = z.infer<typeof choices>;

/** The address of the page with these choices. */
export function bookHref(slug: string, chosen: Choices): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(chosen)) if (value) query.set(name, value);
  return query.size === 0 ? `/book/${slug}` : `/book/${slug}?${query}`;
}

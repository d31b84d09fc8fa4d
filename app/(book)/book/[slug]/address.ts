import { z } from "zod";
import { inAddress } from "../../in-address";

/** What the address of the page says about the choices so far; what makes no sense counts as not said. */
export const choices = z.object({
  service: inAddress(z.uuid()),
  with: inAddress(z.uuid()),
  from: inAddress(z.iso.date()),
  day: inAddress(z.iso.date()),
  at: inAddress(z.iso.datetime()),
});
export type Choices = z.infer<typeof choices>;

/** The address of the page with these choices. */
export function bookHref(slug: string, chosen: Choices): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(chosen)) if (value) query.set(name, value);
  return query.size === 0 ? `/book/${slug}` : `/book/${slug}?${query}`;
}

import type { Business } from "./schema";

/** The street address of a business in one line, as far as it is known. */
export const addressText = (business: Pick<Business, "address" | "city" | "state" | "postalCode">): string =>
  [business.address, business.city, [business.state, business.postalCode].filter(Boolean).join(" ")]
    .filter(Boolean)
    .join(", ");

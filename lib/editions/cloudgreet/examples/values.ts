import { pagination } from "@/lib/http/wire";
import { ids } from "../ids";

/** When everything in the examples was made. */
export const AT = "2026-01-15T10:30:00.000Z";
export const MADE_AND_CHANGED = { created_at: AT, updated_at: AT };
export const BUSINESS = ids.write("business", "019b76da-9a8c-7bf5-a2e3-d1c0f4e5a6b7");
export const LEAD = ids.write("lead", "019b76db-1f20-7c31-8d4e-5a6b7c8d9e0f");
export const ONE_PAGE = pagination({ page: 1, limit: 20, total: 1, items: [] });

import { z } from "zod";
import { badRequest, missingParameter, Refusal, unknownParameter } from "./emulated-errors";
import type { FormFields } from "./form";

const flag = z.enum(["true", "false"]).transform((word) => word === "true");
const count = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform(Number);
const name = z.string().min(1).max(500);
const metadata = z.record(z.string().max(40), z.string().max(500)).default({});
const expand = z.array(z.string()).default([]);
const address = z.string().max(5000);

/** The parameters of each request, as far as the emulator knows them; Stripe refuses every other. */
export const PARAMETERS = {
  none: z.strictObject({ expand }),
  customer: z.strictObject({
    name: name.optional(),
    email: z.string().max(512).optional(),
    description: name.optional(),
    metadata,
    expand,
  }),
  product: z.strictObject({ id: name.optional(), name, metadata, expand }),
  price: z.strictObject({
    product: name,
    currency: z.string().regex(/^[a-z]{3}$/),
    unit_amount: count,
    recurring: z.strictObject({
      interval: z.enum(["day", "week", "month", "year"]),
      interval_count: count.optional(),
    }),
    lookup_key: z.string().max(200).optional(),
    nickname: name.optional(),
    metadata,
    expand,
  }),
  listPrices: z.strictObject({
    lookup_keys: z.array(z.string()).max(10).optional(),
    active: flag.optional(),
    limit: count.optional(),
    product: name.optional(),
    expand,
  }),
  session: z.strictObject({
    mode: z.literal("subscription"),
    customer: name.optional(),
    customer_email: z.string().max(800).optional(),
    client_reference_id: z.string().max(200).optional(),
    line_items: z
      .array(z.strictObject({ price: name, quantity: count.default(1) }))
      .min(1)
      .max(1),
    metadata,
    subscription_data: z.strictObject({ metadata }).optional(),
    success_url: address,
    cancel_url: address.optional(),
    allow_promotion_codes: flag.optional(),
    expires_at: count.optional(),
    expand,
  }),
  subscription: z.strictObject({
    customer: name,
    items: z
      .array(z.strictObject({ price: name, quantity: count.default(1) }))
      .min(1)
      .max(1),
    payment_behavior: z
      .enum(["allow_incomplete", "default_incomplete", "error_if_incomplete"])
      .default("allow_incomplete"),
    off_session: flag.optional(),
    metadata,
    expand,
  }),
  subscriptionUpdate: z.strictObject({
    items: z
      .array(z.strictObject({ id: name.optional(), price: name.optional() }))
      .max(1)
      .optional(),
    proration_behavior: z.enum(["create_prorations", "always_invoice", "none"]).default("create_prorations"),
    payment_behavior: z.enum(["allow_incomplete", "error_if_incomplete"]).default("allow_incomplete"),
    cancel_at_period_end: flag.optional(),
    cancel_at: z.literal("").optional(),
    metadata: z.record(z.string(), z.string()).optional(),
    expand,
  }),
  cancel: z.strictObject({ prorate: flag.default(false), invoice_now: flag.default(false), expand }),
  portal: z.strictObject({
    customer: name,
    return_url: address.optional(),
    configuration: name.optional(),
    expand,
  }),
  listConfigurations: z.strictObject({ active: flag.optional(), limit: count.optional(), expand }),
  configuration: z.strictObject({
    metadata,
    business_profile: z.strictObject({ headline: z.string().max(60).optional() }).optional(),
    features: z.strictObject({
      invoice_history: z.strictObject({ enabled: flag }).optional(),
      payment_method_update: z.strictObject({ enabled: flag }).optional(),
      subscription_cancel: z
        .strictObject({ enabled: flag, mode: z.enum(["at_period_end", "immediately"]).optional() })
        .optional(),
      subscription_update: z
        .strictObject({
          enabled: flag,
          default_allowed_updates: z.array(z.enum(["price", "quantity", "promotion_code"])).optional(),
          proration_behavior: z.enum(["create_prorations", "always_invoice", "none"]).optional(),
          products: z.array(z.strictObject({ product: name, prices: z.array(name) })).optional(),
        })
        .optional(),
    }),
    expand,
  }),
} as const;

const bracketed = (path: PropertyKey[]): string =>
  path.map((part, index) => (index === 0 ? String(part) : `[${String(part)}]`)).join("");

/** The parameters as they are typed. @throws Refusal as Stripe words it. */
export function readParameters<T>(schema: z.ZodType<T>, fields: FormFields): T {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (!issue) throw new Refusal(400, { type: "invalid_request_error", message: "Invalid request." });
  const param = bracketed(issue.path);
  if (issue.code === "unrecognized_keys")
    throw unknownParameter(bracketed([...issue.path, issue.keys[0] ?? ""]));
  const isMissing = issue.code === "invalid_type" && issue.message.includes("undefined");
  throw isMissing ? missingParameter(param) : badRequest(`Invalid ${param}: ${issue.message}`, { param });
}

/** @throws Refusal for what no browser can be sent to. */
export function requireAddress(value: string, param: string): string {
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol))
    throw badRequest("Not a valid URL", { code: "url_invalid", param });
  return value;
}

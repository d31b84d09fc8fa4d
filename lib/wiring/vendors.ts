import { env } from "@/lib/env";

/** Where a vendor's side of the wire is: really there, emulated on this machine, or not set up. */
export type VendorMode = "real" | "emulated" | "off";

/** Emulators stand in where nothing else is configured at all; EMULATORS overrides. */
const emulatorsAllowed = (): boolean => (env().EMULATORS ?? (env().DATABASE_URL ? "off" : "on")) === "on";

const modeOf = (required: (string | undefined)[]): VendorMode => {
  if (required.every((value) => value !== undefined)) return "real";
  return emulatorsAllowed() ? "emulated" : "off";
};

export const telnyxMode = (): VendorMode => modeOf([env().TELNYX_API_KEY, env().TELNYX_PUBLIC_KEY]);
export const retellMode = (): VendorMode => modeOf([env().RETELL_API_KEY]);
export const stripeMode = (): VendorMode => modeOf([env().STRIPE_SECRET_KEY, env().STRIPE_WEBHOOK_SECRET]);

/**
 * Businesses bring their own keys, so that none of ours says where ElevenLabs is: emulated as the others are, unless its
 * address is set or the voice vendor is real, which takes over real voices only.
 */
export const elevenLabsMode = (): VendorMode =>
  env().ELEVENLABS_BASE_URL || retellMode() === "real" || !emulatorsAllowed() ? "real" : "emulated";

/** Likewise of Twilio: a simulated line and a real receptionist do not reach each other, so both are the same. */
export const twilioMode = (): VendorMode =>
  env().TWILIO_BASE_URL || retellMode() !== "emulated" ? "real" : "emulated";

/** A model is there or not: without one the built-in receptionist speaks. */
export const modelMode = (): VendorMode =>
  env().MODEL && env().MODEL_API_KEY && env().MODEL_BASE_URL ? "real" : "off";

/** Vendors that are only half configured, and what they still need. */
export function halfConfigured(): { vendor: string; missing: string[] }[] {
  const vars = env();
  const pairs = {
    telnyx: { TELNYX_API_KEY: vars.TELNYX_API_KEY, TELNYX_PUBLIC_KEY: vars.TELNYX_PUBLIC_KEY },
    stripe: {
      STRIPE_SECRET_KEY: vars.STRIPE_SECRET_KEY,
      STRIPE_WEBHOOK_SECRET: vars.STRIPE_WEBHOOK_SECRET,
    },
    supabase: { SUPABASE_URL: vars.SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY: vars.SUPABASE_SERVICE_ROLE_KEY },
    upstash: {
      UPSTASH_REDIS_REST_URL: vars.UPSTASH_REDIS_REST_URL,
      UPSTASH_REDIS_REST_TOKEN: vars.UPSTASH_REDIS_REST_TOKEN,
    },
    model: {
      MODEL: vars.MODEL,
      MODEL_API_KEY: vars.MODEL_API_KEY,
      MODEL_BASE_URL: vars.MODEL_BASE_URL,
    },
    "model prices": {
      MODEL_INPUT_PRICE: vars.MODEL_INPUT_PRICE,
      MODEL_OUTPUT_PRICE: vars.MODEL_OUTPUT_PRICE,
    },
    smtp: { SMTP_URL: vars.SMTP_URL, SMTP_FROM: vars.SMTP_FROM },
  };
  return Object.entries(pairs).flatMap(([vendor, values]) => {
    const missing = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [name] : []));
    return missing.length > 0 && missing.length < Object.keys(values).length ? [{ vendor, missing }] : [];
  });
}

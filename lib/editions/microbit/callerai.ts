import { parsePhoneNumberFromString } from "libphonenumber-js";
import { z } from "zod";
import { CARRIER_NAMES, CARRIERS, type Carrier } from "@/lib/domain/carriers";
import type { Context } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { carrierFields } from "@/lib/domain/integrations";
import type { OfferedNumber, Voice } from "@/lib/domain/ports";
import { voicesFor } from "@/lib/domain/receptionist";

export const numbersQuery = z.object({
  country_code: z.string().trim().max(20).default("US").describe("Two letters, such as US."),
});

export const phoneNumbersJson = z.strictObject({
  phone_numbers: z.array(
    z.strictObject({
      number: z.string(),
      friendly_name: z.string(),
      capabilities: z.array(z.enum(["voice", "sms"])),
    }),
  ),
});

/** A number as its own country writes it, with the country's code before: +1 (312) 867-0123. */
function friendly(e164: string): string {
  const phone = parsePhoneNumberFromString(e164);
  if (!phone) return e164;
  return phone.countryCallingCode === "1" ? `+1 ${phone.formatNational()}` : phone.formatInternational();
}

export const phoneNumbersView = (numbers: OfferedNumber[]): z.input<typeof phoneNumbersJson> => ({
  phone_numbers: numbers.map(({ e164, capabilities }) => ({
    number: e164,
    friendly_name: friendly(e164),
    capabilities,
  })),
});

export const voicesPath = z.object({ language: z.string().max(100) });
export const voicesJson = z.strictObject({
  voices: z.array(
    z.strictObject({ id: z.string(), name: z.string(), gender: z.enum(["male", "female", ""]) }),
  ),
});

/** @throws DomainError `unavailable` where the voice vendor cannot be asked, and as `voicesFor`. */
export async function voicesOf(ctx: Context, { language }: z.output<typeof voicesPath>): Promise<Voice[]> {
  const voices = await voicesFor(ctx, language);
  if (voices) return voices;
  throw new DomainError("unavailable", "The voices cannot be listed now. Try again in a minute.");
}

export const voicesView = (voices: Voice[]): z.input<typeof voicesJson> => ({
  voices: voices.map(({ id, name, accent, gender }) => ({
    id,
    name: accent === null ? name : `${name} (${accent})`,
    gender: gender ?? "",
  })),
});

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export const providersJson = z.strictObject({
  providers: z.array(
    z.strictObject({
      id: z.enum(CARRIERS),
      name: z.string(),
      fields: z.array(
        z.strictObject({
          name: z.string(),
          type: z.enum(["string", "password"]),
          required: z.boolean(),
        }),
      ),
    }),
  ),
});

/** Every carrier that there is: the business's own account first, as documented. */
export const knownProviders: readonly Carrier[] = CARRIERS.toReversed();

/** Each with what a business enters to use it. */
export const providersView = (carriers: readonly Carrier[]): z.input<typeof providersJson> => ({
  providers: carriers.map((carrier) => ({
    id: carrier,
    name: CARRIER_NAMES[carrier],
    fields: carrierFields(carrier).map(({ name, isSecret }) => ({
      name: snake(name),
      type: isSecret ? ("password" as const) : ("string" as const),
      required: true,
    })),
  })),
});

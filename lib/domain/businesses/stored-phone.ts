import { phoneNumber } from "@/lib/domain/contacts";

/** A phone number as it is stored: E.164, null for none; undefined stays. @throws DomainError validation_failed. */
export const storedPhone = (phone: string | null | undefined): string | null | undefined =>
  phone ? phoneNumber(phone).e164 : phone === undefined ? undefined : null;

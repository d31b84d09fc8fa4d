import type { Service } from "@/lib/domain/businesses";
import { formatMoney, minorDigits } from "@/lib/ui/format";

/** A service as the list and its form show it. */
export interface ServiceView {
  id: string;
  name: string;
  description: string;
  durationMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  /** In whole units, as people write it; null when no price is told. */
  price: number | null;
  isActive: boolean;
  currency: string;
  /** "45 min · 15 min after · $120" */
  note: string;
}

function noteOf(service: Service): string {
  const { durationMinutes, bufferBeforeMinutes, bufferAfterMinutes, priceMinor, currency } = service;
  return [
    `${durationMinutes} min`,
    bufferBeforeMinutes > 0 ? `${bufferBeforeMinutes} min free before` : null,
    bufferAfterMinutes > 0 ? `${bufferAfterMinutes} min free after` : null,
    priceMinor === null ? "no price told" : formatMoney(priceMinor, currency),
  ]
    .filter(Boolean)
    .join(" · ");
}

export const serviceView = (service: Service): ServiceView => ({
  id: service.id,
  name: service.name,
  description: service.description,
  durationMinutes: service.durationMinutes,
  bufferBeforeMinutes: service.bufferBeforeMinutes,
  bufferAfterMinutes: service.bufferAfterMinutes,
  price: service.priceMinor === null ? null : service.priceMinor / 10 ** minorDigits(service.currency),
  isActive: service.isActive,
  currency: service.currency,
  note: noteOf(service),
});

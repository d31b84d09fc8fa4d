/** How many digits the minor unit of a currency takes: 2 for dollars, 0 for yen. */
export const minorDigits = (currency: string): number =>
  new Intl.NumberFormat("en-US", { style: "currency", currency: currency.toUpperCase() }).resolvedOptions()
    .maximumFractionDigits ?? 2;

/** An amount in minor units as one in major units: 9,550 cents are 95.5 dollars. */
export const inMajorUnits = (amountMinor: number, currency: string): number =>
  amountMinor / 10 ** minorDigits(currency);

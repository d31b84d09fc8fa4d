/** Who carries calls and texts: the installation's carrier, and that of accounts that businesses connect. */
export const CARRIERS = ["telnyx", "twilio"] as const;
export type Carrier = (typeof CARRIERS)[number];
export const CARRIER_NAMES: Record<Carrier, string> = { telnyx: "Telnyx", twilio: "Twilio" };

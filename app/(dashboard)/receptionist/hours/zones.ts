export interface ZoneChoice {
  value: string;
  label: string;
}

/** "America/New York (GMT-5)" at a moment. */
export function zoneText(timeZone: string, now: Date): string {
  const offset = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "shortOffset" })
    .formatToParts(now)
    .find(({ type }) => type === "timeZoneName")?.value;
  return `${timeZone.replaceAll("_", " ")} (${offset ?? "GMT"})`;
}

/** Every time zone of the world with its offset now, the one in use among them whatever its name. */
export const zoneChoices = (current: string, now: Date): ZoneChoice[] =>
  [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC", current])]
    .sort()
    .map((timeZone) => ({ value: timeZone, label: zoneText(timeZone, now) }));

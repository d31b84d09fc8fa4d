const PREFIXES: Record<string, string> = { US: "+1312867", CA: "+1416867", GB: "+4420794", AU: "+61298" };
const NUMBER_LENGTHS: Record<string, number> = { US: 12, CA: 12, GB: 13, AU: 12 };
const SEVEN = 7;

/** Numbers of a country that an emulated carrier has to give; none of a country where it has none. */
export const offeredNumbers = (country: string, most: number): string[] => {
  const prefix = PREFIXES[country];
  if (!prefix) return [];
  const digits = (NUMBER_LENGTHS[country] ?? 0) - prefix.length;
  return Array.from({ length: most }, (_, index) => {
    const rest = String(5000 + index * SEVEN).padStart(digits, "0");
    return `${prefix}${rest.slice(-digits)}`;
  });
};

/** How a person is called: their full name, else their user name. */
export const personName = ({
  firstName,
  lastName,
  username,
}: {
  firstName: string;
  lastName: string;
  username: string;
}): string => `${firstName} ${lastName}`.trim() || username;

/** What the first and the last name may have at most, in UTF-16 units. */
export const MOST_NAME_CHARACTERS = 100;

/**
 * A whole name as first and last name: the first word and the rest, more words in front where the rest would be too long.
 * A single word is a first name. `personName` reads it back as it was, with single spaces between its words.
 * @returns null where no division of a long name fits.
 */
export function splitName(text: string): { firstName: string; lastName: string } | null {
  const words = text.split(/\s+/).filter((word) => word !== "");
  for (let count = 1; count <= Math.max(1, words.length); count += 1) {
    const firstName = words.slice(0, count).join(" ");
    const lastName = words.slice(count).join(" ");
    if (firstName.length > MOST_NAME_CHARACTERS) return null;
    if (lastName.length <= MOST_NAME_CHARACTERS) return { firstName, lastName };
  }
  return null;
}

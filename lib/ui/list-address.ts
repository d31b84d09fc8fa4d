/** The address of a list with these filters; empty ones and page 1 are left out. */
export function listAddress(path: string, filters: object): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
    if (text !== "" && !(name === "page" && text === "1")) query.set(name, text);
  }
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}

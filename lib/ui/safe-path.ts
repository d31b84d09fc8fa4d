const HOME = "/home";

/** Where to go after sign-in: a path of this site, or Home where the text is anything else. */
export function safePath(path: string | undefined): string {
  if (!path?.startsWith("/")) return HOME;
  const origin = "http://frontdesk.invalid";
  if (!URL.canParse(path, origin)) return HOME;
  const url = new URL(path, origin);
  return url.origin === origin && !path.startsWith("//") ? `${url.pathname}${url.search}` : HOME;
}

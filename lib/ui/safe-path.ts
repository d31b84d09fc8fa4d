const HOME = "/home";

/** Where to go after sign-in: a path of this site, or Home where the text is anything else. */
export function safePath(path: string | undefined): string {
  if (!path?.startsWith("/")) return HOME;
  const origin = "http://frontdesk.invalid";
  if (!URL.canParse(path, origin)) return HOME;
  const url = new URL(path, origin);
  // What is returned is looked at and not what came: "/.//host" becomes "//host", which leads elsewhere.
  const target = `${url.pathname}${url.search}`;
  return url.origin === origin && !/^\/[/\\]/.test(target) ? target : HOME;
}

/** The address of the page, which leads to `next` afterwards. */
export const verifyEmailPath = (next: string | undefined): string =>
  next ? `/verify-email?next=${encodeURIComponent(next)}` : "/verify-email";

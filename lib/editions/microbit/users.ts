import { z } from "zod";
import type { User } from "@/lib/domain/access";
import { MOST_NAME_CHARACTERS, personName, splitName } from "@/lib/domain/person-name";
import { iso, isoText, line } from "@/lib/http/wire";
import { ids } from "./ids";

/** One field for what the product keeps as first and last name. */
export const displayName = line(2 * MOST_NAME_CHARACTERS + 1)
  .min(1)
  .transform((text, check) => {
    const name = splitName(text);
    if (name) return name;
    check.addIssue({ code: "custom", message: `Use at most ${MOST_NAME_CHARACTERS} characters a name.` });
    return z.NEVER;
  });

export const profileBody = z.object({ display_name: displayName.optional() });

export const userJson = z.strictObject({
  id: z.string(),
  email: z.string(),
  display_name: z.string(),
  status: z.enum(["active", "suspended"]),
  created_at: isoText,
  updated_at: isoText,
});
export const oneUserJson = z.strictObject({ user: userJson });

export const userView = (user: User): z.input<typeof userJson> => ({
  id: ids.write("user", user.id),
  email: user.email,
  display_name: personName(user),
  status: user.status,
  created_at: iso(user.createdAt),
  updated_at: iso(user.updatedAt),
});
export const oneUserView = (user: User): z.input<typeof oneUserJson> => ({ user: userView(user) });

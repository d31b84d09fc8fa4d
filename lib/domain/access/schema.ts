import { z } from "zod";
import type { BusinessScope } from "@/lib/domain/context";
import { PERMISSIONS, type Permission } from "@/lib/domain/permissions";
import { emailAddress, filledText, text } from "@/lib/domain/text";
import { passwordSchema } from "./password";

export const USER_STATUSES = ["active", "suspended"] as const;

/** A person. */
export interface User {
  id: string;
  number: number;
  email: string;
  username: string;
  firstName: string;
  lastName: string;
  status: (typeof USER_STATUSES)[number];
  emailVerifiedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

export const SESSION_KINDS = ["browser", "token"] as const;
export type SessionKind = (typeof SESSION_KINDS)[number];

/** Someone who has proved who they are, and the sign-in that says so. */
export interface SignedIn {
  user: User;
  session: { id: string; expiresAt: Date };
  /** The business the session works in: the last used one; null for a person without any. */
  business: BusinessScope | null;
}

/** No `@`, so that a user name is never another person's e-mail address. */
const username = filledText(50)
  .transform((value) => value.toLowerCase())
  .pipe(z.string().regex(/^[^\s@]+$/, "Must not contain spaces or @."));

export const newPersonInput = z.object({
  email: emailAddress,
  password: passwordSchema,
  firstName: text(100).optional(),
  lastName: text(100).optional(),
  username: username.optional(),
});
export type NewPerson = z.input<typeof newPersonInput>;

export const signUpInput = newPersonInput.extend({
  businessName: filledText(200),
  timeZone: z.string().optional(),
});

export const signInInput = z.object({
  login: text(254).transform((value) => value.toLowerCase()),
  password: z.string(),
  kind: z.enum(SESSION_KINDS),
  userAgent: z.string().nullish(),
  needsBusiness: z.boolean().optional(),
});

/** A field that is absent stays as it is. */
export const profilePatch = z.object({ firstName: text(100).optional(), lastName: text(100).optional() });
export type ProfilePatch = z.input<typeof profilePatch>;

export const passwordResetRequest = z.object({ email: emailAddress });
export const passwordReset = z.object({ token: z.string(), password: passwordSchema });
export const emailVerification = z.object({ code: text(20) });
export const passwordChange = z.object({ currentPassword: z.string(), newPassword: passwordSchema });

/** A key for programs. The key itself is shown once, when it is made. */
export interface ApiKey {
  id: string;
  name: string;
  /** The first characters of the key, to tell keys apart. */
  hint: string;
  permissions: Permission[];
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
}

export const newApiKey = z.object({
  name: filledText(100),
  permissions: z.array(z.enum(PERMISSIONS)).optional(),
  expiresAt: z.date().optional(),
});

import type { Trx } from "@/lib/db/tenant";
import { notFound } from "@/lib/domain/errors";
import { wordOf } from "@/lib/domain/parse";
import { USER_STATUSES, type User } from "./schema";

/** The columns of `users` that make a User; the password hash is not among them. */
export const USER_COLUMNS = [
  "users.id",
  "users.number",
  "users.email",
  "users.username",
  "users.first_name",
  "users.last_name",
  "users.status",
  "users.email_verified_at",
  "users.created_at",
  "users.updated_at",
] as const;

interface UserRow {
  id: string;
  number: number;
  email: string;
  username: string;
  first_name: string;
  last_name: string;
  status: string;
  email_verified_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

export const toUser = (row: UserRow): User => ({
  id: row.id,
  number: row.number,
  email: row.email,
  username: row.username,
  firstName: row.first_name,
  lastName: row.last_name,
  status: wordOf(USER_STATUSES, row.status),
  emailVerifiedAt: row.email_verified_at,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** A person by id. @throws DomainError not_found. */
export async function loadUser(trx: Trx, userId: string): Promise<User> {
  const row = await trx
    .selectFrom("users")
    .select(USER_COLUMNS)
    .where("users.id", "=", userId)
    .executeTakeFirst();
  if (!row) throw notFound("user");
  return toUser(row);
}

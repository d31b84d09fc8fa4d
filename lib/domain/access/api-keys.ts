import { PERMISSIONS, type Permission } from "@/lib/domain/permissions";
import type { ApiKey } from "./schema";

export const API_KEY_COLUMNS = [
  "id",
  "name",
  "key_hint",
  "permissions",
  "created_at",
  "expires_at",
  "last_used_at",
] as const;

interface ApiKeyRow {
  id: string;
  name: string;
  key_hint: string;
  permissions: string[];
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
}

/** A stored list as permissions that exist today. */
const knownPermissions = (stored: readonly string[]): Permission[] =>
  PERMISSIONS.filter((permission) => stored.includes(permission));

export const toApiKey = (row: ApiKeyRow): ApiKey => ({
  id: row.id,
  name: row.name,
  hint: row.key_hint,
  permissions: knownPermissions(row.permissions),
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at,
});

import type { Role } from "@/lib/domain/permissions";
import type { Sending } from "../../support";
import type { Office } from "../office";

/**
 * Who calls: somebody with a role in the workspace, a key of it that may all that its owner may, a person who works
 * elsewhere, one who runs the platform, or nobody.
 */
export type Caller = Role | "key" | "stranger" | "platform admin" | "nobody";

/** What each caller of an endpoint is answered. */
export interface Row {
  allowed: readonly Role[];
  /** A success; 200 unless said otherwise. */
  status?: 201;
  /**
   * To a stranger: the noun of a 404 ("Workspace" unless said otherwise), `success` on what is the stranger's own
   * or everybody's, or `forbidden`.
   */
  stranger?: string;
  /** To a key: a success, unless it takes a person. */
  key?: "forbidden";
  /** To whoever runs the platform: what a stranger is told, unless only they may. */
  platformAdmin?: "success";
  /** To nobody: 401 unless everybody may. */
  nobody?: "success";
  /** Made anew by the owner for each call: the thing that it is about, and the body. */
  about?: (office: Office, caller: Caller) => Promise<Sending>;
  body?: object | (() => object);
}

/** By method and path: `GET /workspaces/:workspaceId`. */
export type Rows = Record<string, Row>;

export const EVERYONE = ["owner", "admin", "manager", "member", "guest"] as const;
export const STAFF = ["owner", "admin", "manager", "member"] as const;
export const MANAGERS = ["owner", "admin", "manager"] as const;
export const ADMINS = ["owner", "admin"] as const;
export const OWNER = ["owner"] as const;

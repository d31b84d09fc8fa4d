/** Roles of a member, strongest first. */
export const ROLES = ["owner", "admin", "manager", "member", "guest"] as const;
export type Role = (typeof ROLES)[number];
/** What a member can be made, and somebody can be invited as: a business has one owner, who is nobody else's to choose. */
export const GRANTED_ROLES = ["admin", "manager", "member", "guest"] as const satisfies readonly Role[];
export type GrantedRole = (typeof GRANTED_ROLES)[number];

const EVERYONE = ["owner", "admin", "manager", "member", "guest"] as const;
const STAFF = ["owner", "admin", "manager", "member"] as const;
const MANAGERS = ["owner", "admin", "manager"] as const;
const ADMINS = ["owner", "admin"] as const;
const OWNER = ["owner"] as const;

/** Who may do what: the only table of its kind. An edition maps its role words to these roles. */
const PERMISSION_ROLES = {
  "business:read": EVERYONE,
  "business:write": ADMINS,
  "business:delete": OWNER,
  "member:read": EVERYONE,
  "member:write": ADMINS,
  "agent:read": EVERYONE,
  "agent:write": MANAGERS,
  "knowledge:read": EVERYONE,
  "knowledge:write": MANAGERS,
  "calendar:read": EVERYONE,
  "calendar:write": MANAGERS,
  "appointment:read": EVERYONE,
  "appointment:write": STAFF,
  "contact:read": EVERYONE,
  "contact:write": STAFF,
  "lead:read": EVERYONE,
  "lead:write": STAFF,
  "call:read": EVERYONE,
  "call:write": STAFF,
  "task:read": EVERYONE,
  "task:write": STAFF,
  "number:read": EVERYONE,
  "number:write": ADMINS,
  "analytics:read": EVERYONE,
  "integration:read": ADMINS,
  "integration:write": ADMINS,
  "billing:read": ADMINS,
  "billing:write": ADMINS,
  "api_key:read": ADMINS,
  "api_key:write": ADMINS,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSION_ROLES;
export const PERMISSIONS = Object.keys(PERMISSION_ROLES) as Permission[];

const granted = (role: Role): ReadonlySet<Permission> =>
  new Set(PERMISSIONS.filter((permission) => PERMISSION_ROLES[permission].some((holder) => holder === role)));

const ROLE_PERMISSIONS: Record<Role, ReadonlySet<Permission>> = {
  owner: granted("owner"),
  admin: granted("admin"),
  manager: granted("manager"),
  member: granted("member"),
  guest: granted("guest"),
};

/** What customers may do who book for themselves: ask when there is time, and take or give up their own. */
export const CUSTOMER_PERMISSIONS: ReadonlySet<Permission> = new Set(["calendar:read", "appointment:write"]);

/** What a role may do. */
export const permissionsOf = (role: Role): ReadonlySet<Permission> => ROLE_PERMISSIONS[role];

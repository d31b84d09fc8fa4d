import { newEmail, PASSWORD, type Sending } from "../../support";
import { GOOD_PASSWORD, logIn, register } from "../accounts";
import type { Office } from "../office";
import { type Caller, EVERYONE, type Rows } from "./row";

/** Whoever it is about, the caller's own session or nobody's is looked at; the answer is the same for all. */
const ANYBODY = { allowed: EVERYONE, stranger: "success", nobody: "success" } as const;
const SIGNED_IN = { allowed: EVERYONE, stranger: "success" } as const;
/** Whoever has signed in, and no key. */
const IN_PERSON = { ...SIGNED_IN, key: "forbidden" } as const;

/** A person of their own, whose session may end. */
const somebody = async (office: Office, caller: Caller): Promise<Sending> =>
  caller === "nobody" || caller === "key" ? {} : { headers: (await office.stranger()).headers };

export const accountRows: Rows = {
  "POST /auth/register": {
    ...ANYBODY,
    status: 201,
    body: () => ({ email: newEmail(), password: GOOD_PASSWORD, display_name: "Jo" }),
  },
  "POST /auth/login": {
    ...ANYBODY,
    about: async (office) => ({ body: { email: (await register(office)).email, password: GOOD_PASSWORD } }),
  },
  "POST /auth/refresh": {
    ...ANYBODY,
    about: async (office) => {
      const { refreshToken } = await logIn(office, await register(office));
      return { body: { refresh_token: refreshToken } };
    },
  },
  "POST /auth/logout": { ...SIGNED_IN, about: somebody },
  "GET /auth/me": IN_PERSON,
  "POST /auth/change-password": {
    ...IN_PERSON,
    about: somebody,
    body: { old_password: PASSWORD, new_password: GOOD_PASSWORD },
  },
  "PUT /users/me": { ...IN_PERSON, body: { display_name: "Jo Doe" } },
};

export const settingRows: Rows = {
  "GET /settings": SIGNED_IN,
  "PUT /settings": {
    allowed: [],
    key: "forbidden",
    stranger: "forbidden",
    platformAdmin: "success",
    body: { registration_enabled: true },
  },
  "POST /settings/test-smtp": { ...IN_PERSON, body: {} },
  "POST /settings/test-callerai": IN_PERSON,
};

import { PASSWORD, type Sending } from "../../support";
import { GOOD_PASSWORD, logIn, newEmail, register } from "../accounts";
import type { Office } from "../office";
import { type Caller, EVERYONE, type Rows } from "./row";

/** Whoever it is about, the caller's own session or nobody's is looked at; the answer is the same for all. */
const ANYBODY = { allowed: EVERYONE, stranger: "success", nobody: "success" } as const;
const SIGNED_IN = { allowed: EVERYONE, stranger: "success" } as const;

/** A person of their own, whose session may end. */
const somebody = async (office: Office, caller: Caller): Promise<Sending> =>
  caller === "nobody" ? {} : { headers: (await office.stranger()).headers };

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
  "GET /auth/me": SIGNED_IN,
  "POST /auth/change-password": {
    ...SIGNED_IN,
    about: somebody,
    body: { old_password: PASSWORD, new_password: GOOD_PASSWORD },
  },
  "PUT /users/me": { ...SIGNED_IN, body: { display_name: "Jo Doe" } },
};

export const settingRows: Rows = {
  "GET /settings": SIGNED_IN,
  "PUT /settings": { allowed: [], stranger: "forbidden", body: { registration_enabled: true } },
  "POST /settings/test-smtp": { ...SIGNED_IN, body: {} },
  "POST /settings/test-callerai": SIGNED_IN,
};

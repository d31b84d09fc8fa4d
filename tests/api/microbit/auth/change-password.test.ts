import { describe, expect, it } from "vitest";
import { createApiKey } from "@/lib/domain/access";
import { makeTenant } from "../../../support/context";
import { type Account, GOOD_PASSWORD, logIn, officeWith, wait } from "../accounts";
import { type Office, openOffice, refusal } from "../office";

const NEW_PASSWORD = "NewPass456";
const change = (given: object = {}) => ({
  body: { old_password: GOOD_PASSWORD, new_password: NEW_PASSWORD, ...given },
});
const standing = async (office: Office, { as, refreshToken }: Account) => [
  (await office.ask("GET /auth/me", as)).status,
  (await office.ask("POST /auth/refresh", { headers: {}, body: { refresh_token: refreshToken } })).status,
];

describe("POST /auth/change-password", () => {
  it("200: ends every other session, and leaves this one good, access and refresh token alike", async () => {
    const { office, person } = await officeWith();
    const other = await logIn(office, person);
    expect(await standing(office, other)).toEqual([200, 200]);
    const answer = await office.ask("POST /auth/change-password", { ...person.as, ...change() });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ message: "Password changed successfully" });
    for (const seconds of [0, 6]) {
      wait(office, seconds);
      expect(await standing(office, person)).toEqual([200, 200]);
      expect(await standing(office, other)).toEqual([401, 401]);
    }
    const { email } = person;
    const enter = async (password: string) =>
      (await office.ask("POST /auth/login", { headers: {}, body: { email, password } })).status;
    expect(await enter(GOOD_PASSWORD)).toBe(401);
    expect(await enter(NEW_PASSWORD)).toBe(200);
  });

  it("400: a wrong old password, a weak new one, and missing ones; nothing changes", async () => {
    const { office, person } = await officeWith();
    const other = await logIn(office, person);
    const wrong = [expect.any(String)];
    const refused = async (given: object, error: unknown, fields: object) => {
      const answer = await office.ask("POST /auth/change-password", { ...person.as, ...change(given) });
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(refusal(error, { fields }));
    };
    const old = ["This is not your current password."];
    await refused({ old_password: "Wrong-1234" }, `old_password: ${old[0]}`, { old_password: old });
    for (const new_password of ["short1", "no digit in here"])
      await refused({ new_password }, expect.stringMatching(/^new_password: Use at least/), {
        new_password: wrong,
      });
    await refused({ old_password: undefined, new_password: undefined }, expect.any(String), {
      old_password: wrong,
      new_password: wrong,
    });
    expect(await standing(office, other)).toEqual([200, 200]);
  });

  it("401: without a credential", async () => {
    const office = await openOffice();
    const answer = await office.ask("POST /auth/change-password", { headers: {}, ...change() });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(refusal("Authentication required"));
  });

  it("403: a key has no password", async () => {
    const office = await openOffice();
    const { key } = await createApiKey((await makeTenant()).ctx, { name: "Test" });
    const answer = await office.ask("POST /auth/change-password", {
      headers: { "x-api-key": key },
      ...change(),
    });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(refusal("Only a signed-in person can do this."));
  });
});

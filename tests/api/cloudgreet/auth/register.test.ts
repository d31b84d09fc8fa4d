import { decodeJwt } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { POST } from "@/app/api/cloudgreet/auth/register/route";
import { GET as businessesGet } from "@/app/api/cloudgreet/businesses/route";
import { testDatabase } from "../../../support/context";
import { accountOf, dataOf, failure, get, idOf, invalidFields, newEmail, post, success } from "../../support";

/** The document's body, with an address of its own where several tests need an account. */
const EXAMPLE = {
  email: "user@example.com",
  password: "password123",
  business_name: "My Business",
  first_name: "John",
  last_name: "Doe",
};
const another = () => ({ ...EXAMPLE, email: newEmail() });

beforeAll(testDatabase);

describe("201", () => {
  it("makes the document's account and signs it in", async () => {
    const answer = await post(POST, { body: EXAMPLE });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual(
      success({
        token: expect.stringMatching(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/),
        user: {
          id: idOf("user"),
          email: "user@example.com",
          business_id: idOf("business"),
          role: "admin",
          first_name: "John",
          last_name: "Doe",
        },
        expires_in: 3600,
      }),
    );
  });

  it("puts the documented claims into the token", async () => {
    const account = accountOf("", dataOf(await post(POST, { body: another() })));
    const claims = decodeJwt(account.token);
    expect(claims).toMatchObject({ sub: account.userId, business_id: account.businessId, role: "admin" });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3600);
  });

  it("makes the business, open Monday to Friday", async () => {
    const account = accountOf("", dataOf(await post(POST, { body: another() })));
    const { businesses } = dataOf(await get(businessesGet, { as: account }));
    expect(businesses).toMatchObject([
      {
        id: account.businessId,
        name: "My Business",
        settings: { business_hours: { monday: { open: "09:00", close: "17:00" } } },
      },
    ]);
  });

  it("asks for no name", async () => {
    const { first_name, last_name, ...rest } = another();
    const answer = await post(POST, { body: rest });
    expect(answer).toMatchObject({
      status: 201,
      body: { data: { user: { first_name: "", last_name: "" } } },
    });
  });

  it("gives no role or business that was asked for", async () => {
    const body = { ...another(), role: "agent", is_platform_admin: true, business_id: "business_1" };
    const answer = await post(POST, { body });
    expect(answer).toMatchObject({ status: 201, body: { data: { user: { role: "admin" } } } });
  });
});

describe("409", () => {
  it("refuses an address that is taken, however it is written", async () => {
    const body = another();
    await post(POST, { body });
    const answer = await post(POST, { body: { ...body, email: body.email.toUpperCase() } });
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual(
      failure("RESOURCE_ALREADY_EXISTS", expect.any(String), { email: [expect.any(String)] }),
    );
  });

  it("lets one of several at once through", async () => {
    const body = another();
    const answers = await Promise.all(Array.from({ length: 4 }, () => post(POST, { body })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });
});

describe("422", () => {
  it("names every missing field", async () => {
    const answer = await post(POST, { body: {} });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields("email", "password", "business_name"));
  });

  it.each([
    ["email", "not an address"],
    ["password", "1234567"],
    ["business_name", "   "],
    ["first_name", "x".repeat(101)],
    ["email", 7],
  ])("refuses %s %j", async (field, value) => {
    const answer = await post(POST, { body: { ...another(), [field]: value } });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields(field));
  });

  it("makes nothing of what it refuses", async () => {
    const body = another();
    await post(POST, { body: { ...body, password: "short" } });
    expect((await post(POST, { body })).status).toBe(201);
  });
});

import { expect, it } from "vitest";
import { openLine, sayOn } from "@/app/(dashboard)/phone/open-lines";
import type { Role } from "@/lib/domain/permissions";
import { makeTenant } from "../support/context";

const CALL = { from: "+12125550143", to: "+12125550100" };
/** The context of a page, for somebody with this role. */
async function pageOf(role: Role) {
  const tenant = await makeTenant();
  return { ...(await tenant.as(role)), business: { id: tenant.businessId, role } };
}
const telnyx = {
  placeCall: () => {
    throw new Error("It rings");
  },
};

it("a guest neither rings from the browser nor speaks", async () => {
  const guest = await pageOf("guest");
  const forbidden = expect.objectContaining({ code: "forbidden" });
  expect(() => openLine(guest, telnyx, CALL)).toThrow(forbidden);
  expect(() => sayOn(guest, "00000000-0000-4000-8000-000000000000", "Hello")).toThrow(forbidden);
});

it("a member rings, and speaks on no line but their own", async () => {
  const member = await pageOf("member");
  expect(() => openLine(member, telnyx, CALL)).toThrow("It rings");
  expect(() => sayOn(member, "00000000-0000-4000-8000-000000000000", "Hello")).toThrow(
    expect.objectContaining({ code: "conflict" }),
  );
});

import { asService } from "@/lib/db/tenant";
import { newId } from "@/lib/domain/ids";
import { ROLES } from "@/lib/domain/permissions";
import { ids } from "@/lib/editions/microbit/ids";
import { NOW, testDatabase } from "../../../support/context";
import { newEmail, type Sending } from "../../support";
import { type Office, openOffice } from "../office";
import { apiKeyOf } from "./callers";
import { ADMINS, type Caller, EVERYONE, OWNER, type Rows } from "./row";

const member = async (office: Office): Promise<Sending> => {
  const { userId } = await office.join("member");
  const { members } = await office.make("GET /workspaces/:workspaceId/members");
  const found = (members as { id: string; user_id: string }[]).find(
    ({ user_id }) => user_id === ids.write("user", userId),
  );
  return { params: { memberId: found?.id ?? "" } };
};

const invite = async (office: Office, to: string): Promise<string> => {
  const { invitation } = await office.make("POST /workspaces/:workspaceId/invitations", {
    body: { email: to, role: "guest" },
  });
  return (invitation as { id: string }).id;
};

/** Who works in the workspace is not invited to it: the workspace is another's, whose owner lets them join. */
const invitedElsewhere = async (office: Office, caller: Caller): Promise<Sending> => {
  const elsewhere = await openOffice();
  return { params: { id: await invite(elsewhere, office.people.get(caller)?.email ?? newEmail()) } };
};

/** Another workspace with the same people in it, so that the one of all rows stays. */
const doomed = async (office: Office, caller: Caller): Promise<Sending> => {
  const other = await openOffice();
  const params = { workspaceId: other.workspaceId };
  if (caller === "key") return { params, headers: await apiKeyOf(other) };
  const person = office.people.get(caller);
  const role = ROLES.find((role) => role === caller);
  if (!person || !role) return { params };
  const { kysely } = await testDatabase();
  await asService(kysely, async (trx) => {
    if (caller === "owner")
      await trx.deleteFrom("members").where("business_id", "=", other.businessId).execute();
    await trx
      .insertInto("members")
      .values({
        id: newId(new Date()),
        business_id: other.businessId,
        user_id: person.userId,
        role,
        created_at: new Date(NOW),
      })
      .execute();
  });
  return { params };
};

export const workspaceRows: Rows = {
  "GET /workspaces": { allowed: EVERYONE, stranger: "success" },
  "POST /workspaces": {
    allowed: EVERYONE,
    key: "forbidden",
    stranger: "success",
    status: 201,
    body: { name: "Second" },
  },
  "GET /workspaces/:workspaceId": { allowed: EVERYONE },
  "PUT /workspaces/:workspaceId": { allowed: ADMINS, body: { address: "1 Main St" } },
  "DELETE /workspaces/:workspaceId": { allowed: OWNER, key: "forbidden", about: doomed },
  "GET /workspaces/:workspaceId/members": { allowed: EVERYONE },
  "PUT /workspaces/:workspaceId/members/:memberId/role": {
    allowed: ADMINS,
    about: member,
    body: { role: "guest" },
  },
  "DELETE /workspaces/:workspaceId/members/:memberId": { allowed: ADMINS, about: member },
  "GET /workspaces/:workspaceId/invitations": { allowed: ADMINS },
  "POST /workspaces/:workspaceId/invitations": {
    allowed: ADMINS,
    status: 201,
    body: () => ({ email: newEmail(), role: "member" }),
  },
  "DELETE /workspaces/:workspaceId/invitations/:invitationId": {
    allowed: ADMINS,
    about: async (office) => ({ params: { invitationId: await invite(office, newEmail()) } }),
  },
  "GET /invitations/pending": { allowed: EVERYONE, key: "forbidden", stranger: "success" },
  "POST /invitations/:id/accept": {
    allowed: EVERYONE,
    key: "forbidden",
    stranger: "success",
    about: invitedElsewhere,
  },
  "POST /invitations/:id/decline": {
    allowed: EVERYONE,
    key: "forbidden",
    stranger: "success",
    about: invitedElsewhere,
  },
};

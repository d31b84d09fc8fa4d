import { randomUUID } from "node:crypto";
import { asService } from "@/lib/db/tenant";
import { newId } from "@/lib/domain/ids";
import { ids } from "@/lib/editions/microbit/ids";
import { NOW, testDatabase } from "../../../support/context";
import type { Sending } from "../../support";
import { type Office, openOffice } from "../office";
import { ADMINS, type Caller, EVERYONE, OWNER, type Rows } from "./row";

const email = () => `invited-${randomUUID()}@example.com`;

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
  return { params: { id: await invite(elsewhere, office.people.get(caller)?.email ?? email()) } };
};

/** Another workspace with the same people in it, so that the one of all rows stays. */
const doomed = async (office: Office, caller: Caller): Promise<Sending> => {
  const other = await openOffice();
  const person = office.people.get(caller);
  if (!person || caller === "stranger") return { params: { workspaceId: other.workspaceId } };
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
        role: caller,
        created_at: new Date(NOW),
      })
      .execute();
  });
  return { params: { workspaceId: other.workspaceId } };
};

export const workspaceRows: Rows = {
  "GET /workspaces": { allowed: EVERYONE, stranger: "success" },
  "POST /workspaces": { allowed: EVERYONE, stranger: "success", status: 201, body: { name: "Second" } },
  "GET /workspaces/:workspaceId": { allowed: EVERYONE },
  "PUT /workspaces/:workspaceId": { allowed: ADMINS, body: { address: "1 Main St" } },
  "DELETE /workspaces/:workspaceId": { allowed: OWNER, about: doomed },
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
    body: () => ({ email: email(), role: "member" }),
  },
  "DELETE /workspaces/:workspaceId/invitations/:invitationId": {
    allowed: ADMINS,
    about: async (office) => ({ params: { invitationId: await invite(office, email()) } }),
  },
  "GET /invitations/pending": { allowed: EVERYONE, stranger: "success" },
  "POST /invitations/:id/accept": {
    allowed: EVERYONE,
    stranger: "success",
    about: invitedElsewhere,
  },
  "POST /invitations/:id/decline": {
    allowed: EVERYONE,
    stranger: "success",
    about: invitedElsewhere,
  },
};

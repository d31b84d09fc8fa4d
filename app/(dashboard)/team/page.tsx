import { Stack } from "@mantine/core";
import type { Metadata } from "next";
import { getBusiness } from "@/lib/domain/businesses";
import { can } from "@/lib/domain/context";
import { listInvitations, listMembers } from "@/lib/domain/members";
import { formatNearDay } from "@/lib/ui/format";
import { PageHeader } from "@/lib/ui/page-header";
import { pageContext } from "@/lib/wiring";
import { DeleteBusiness } from "./delete-business";
import { InvitationList } from "./invitation-list";
import { InviteButton } from "./invite-button";
import { MemberList } from "./member-list";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage() {
  const ctx = await pageContext();
  const canWrite = can(ctx, "member:write");
  const [{ name, timeZone }, members, invitations] = await Promise.all([
    getBusiness(ctx),
    listMembers(ctx),
    canWrite ? listInvitations(ctx) : [],
  ]);
  const now = ctx.clock.now();
  const own = ctx.actor.kind === "user" ? ctx.actor.userId : null;
  return (
    <>
      <PageHeader title="Team" lead={`Who works at the front desk of ${name}, and what each may do.`}>
        {canWrite ? <InviteButton /> : null}
      </PageHeader>
      <Stack gap="lg">
        <MemberList
          members={members.map(({ id, userId, role, email, name }) => ({
            id,
            role,
            email,
            name,
            isSelf: userId === own,
          }))}
          canWrite={canWrite}
        />
        {canWrite ? (
          <InvitationList
            invitations={invitations.map(({ id, email, role, expiresAt }) => ({
              id,
              email,
              role,
              until: formatNearDay(expiresAt, now, timeZone),
            }))}
          />
        ) : null}
        {can(ctx, "business:delete") ? <DeleteBusiness name={name} /> : null}
      </Stack>
    </>
  );
}

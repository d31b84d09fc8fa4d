import { z } from "zod";
import type { Context } from "@/lib/domain/context";
import { listMembers, type Member } from "@/lib/domain/members";
import { iso, isoText } from "@/lib/http/wire";
import { ids } from "./ids";
import { roleView, roleWord } from "./roles";
import { inPath } from "./workspace";

export const memberInPath = inPath.extend({ memberId: ids.read("member") });
export const roleBody = z.object({ role: roleWord });

const member = z.strictObject({
  id: z.string(),
  workspace_id: z.string(),
  user_id: z.string(),
  role: roleWord,
  user: z.strictObject({ email: z.string(), display_name: z.string() }),
  created_at: isoText,
});
export const memberJson = z.strictObject({ member });
export const membersJson = z.strictObject({ members: z.array(member) });

interface In<T> {
  businessId: string;
  found: T;
}

/** Who works in the workspace at hand. @throws DomainError forbidden. */
export const membersIn = async (ctx: Context, businessId: string): Promise<In<Member[]>> => ({
  businessId,
  found: await listMembers(ctx),
});

const view = (businessId: string, member: Member): z.input<typeof memberJson>["member"] => ({
  id: ids.write("member", member.id),
  workspace_id: ids.write("workspace", businessId),
  user_id: ids.write("user", member.userId),
  role: roleView(member.role),
  user: { email: member.email, display_name: member.name },
  created_at: iso(member.createdAt),
});

export const memberView = ({ businessId, found }: In<Member>): z.input<typeof memberJson> => ({
  member: view(businessId, found),
});
export const membersView = ({ businessId, found }: In<Member[]>): z.input<typeof membersJson> => ({
  members: found.map((member) => view(businessId, member)),
});

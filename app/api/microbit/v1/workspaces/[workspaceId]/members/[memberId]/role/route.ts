import { changeRole } from "@/lib/domain/members";
import { endpoint, route } from "@/lib/editions/microbit";
import { memberInPath, memberJson, memberView, roleBody } from "@/lib/editions/microbit/members";
import { roleOf } from "@/lib/editions/microbit/roles";
import { inWorkspace } from "@/lib/editions/microbit/workspace";
import { memberExamples } from "@/lib/editions/microbit/workspace-examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  PUT: route({
    summary: "Change the role of a member",
    description:
      "For owner and admins. The owner's role is neither given nor taken (403). The role that somebody reads as changes nothing.",
    example: memberExamples.setRole,
    errors: ["forbidden", "not_found"],
    subject: "member",
    access: "user",
    params: memberInPath,
    body: roleBody,
    response: memberJson,
    run: async (ctx, { params, body }) => ({
      businessId: params.workspaceId,
      found: await changeRole(await inWorkspace(ctx, params), {
        memberId: params.memberId,
        ...roleOf(body.role),
      }),
    }),
    view: memberView,
  }),
});

import { removeMember } from "@/lib/domain/members";
import { endpoint, messageJson, route, say } from "@/lib/editions/microbit";
import { memberInPath } from "@/lib/editions/microbit/members";
import { inWorkspace } from "@/lib/editions/microbit/workspace";
import { memberExamples } from "@/lib/editions/microbit/workspace-examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  DELETE: route({
    summary: "Remove a member",
    description: "For owner and admins. The owner cannot be removed (403). The person keeps their account.",
    example: memberExamples.remove,
    errors: ["forbidden", "not_found"],
    subject: "member",
    access: "user",
    params: memberInPath,
    response: messageJson,
    run: async (ctx, { params }) => removeMember(await inWorkspace(ctx, params), params.memberId),
    view: say("Member removed"),
  }),
});

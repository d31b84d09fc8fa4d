import { endpoint, route } from "@/lib/editions/microbit";
import { membersIn, membersJson, membersView } from "@/lib/editions/microbit/members";
import { inPath, inWorkspace } from "@/lib/editions/microbit/workspace";
import { memberExamples } from "@/lib/editions/microbit/workspace-examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "List the members",
    description: "By name, for everybody who works there. A manager reads as a member.",
    example: memberExamples.list,
    errors: ["not_found"],
    subject: "business",
    access: "user",
    params: inPath,
    response: membersJson,
    run: async (ctx, { params }) => membersIn(await inWorkspace(ctx, params), params.workspaceId),
    view: membersView,
  }),
});

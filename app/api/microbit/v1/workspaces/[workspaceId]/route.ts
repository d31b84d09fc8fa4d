import { getBusiness, updateBusiness } from "@/lib/domain/businesses";
import { removeBusiness } from "@/lib/domain/removal";
import { endpoint, messageJson, route, say } from "@/lib/editions/microbit";
import { inPath, inWorkspace } from "@/lib/editions/microbit/workspace";
import { workspaceExamples } from "@/lib/editions/microbit/workspace-examples";
import { toPatch, workspaceBody, workspaceJson, workspaceView } from "@/lib/editions/microbit/workspaces";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get a workspace",
    description: "For everybody who works there, guests too.",
    example: workspaceExamples.get,
    errors: ["not_found"],
    subject: "business",
    access: "user",
    params: inPath,
    response: workspaceJson,
    run: async (ctx, { params }) => getBusiness(await inWorkspace(ctx, params)),
    view: workspaceView,
  }),
  PUT: route({
    summary: "Update a workspace",
    description: "For owner and admins. What is absent stays; null and empty text empty a field.",
    example: workspaceExamples.update,
    errors: ["forbidden", "not_found"],
    subject: "business",
    access: "user",
    params: inPath,
    body: workspaceBody,
    response: workspaceJson,
    run: async (ctx, { params, body }) => updateBusiness(await inWorkspace(ctx, params), toPatch(body)),
    view: workspaceView,
  }),
  DELETE: route({
    summary: "Delete a workspace",
    description:
      "For the owner in person, and for good: everything in it goes with it, API keys end, what it pays for ends at once. People keep their accounts and other workspaces. 409 while a call goes on.",
    example: workspaceExamples.remove,
    errors: ["forbidden", "not_found", "conflict"],
    subject: "business",
    access: "user",
    params: inPath,
    response: messageJson,
    run: async (ctx, { params }) => removeBusiness(await inWorkspace(ctx, params)),
    view: say("Workspace deleted"),
  }),
});

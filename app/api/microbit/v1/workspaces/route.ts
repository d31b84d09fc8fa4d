import { endpoint, route } from "@/lib/editions/microbit";
import { workspaceExamples } from "@/lib/editions/microbit/workspace-examples";
import {
  createWorkspace,
  listWorkspaces,
  newWorkspaceBody,
  workspaceJson,
  workspacesJson,
  workspacesView,
  workspaceView,
} from "@/lib/editions/microbit/workspaces";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "List the workspaces",
    description: "Where the signed-in person works, oldest first, at most 1,000. An API key has its own.",
    example: workspaceExamples.list,
    access: "user",
    response: workspacesJson,
    run: (ctx) => listWorkspaces(ctx),
    view: workspacesView,
  }),
  POST: route({
    summary: "Create a workspace",
    description:
      "The caller owns it. It starts in UTC, open Monday to Friday from nine to five, with one receptionist. A person makes at most 10 a day and owns at most 20; 3 before their address is verified.",
    example: workspaceExamples.create,
    errors: ["forbidden", "quota_exceeded"],
    access: "user",
    body: newWorkspaceBody,
    response: workspaceJson,
    status: 201,
    run: (ctx, { body }) => createWorkspace(ctx, body),
    view: workspaceView,
  }),
});

import { endpoint, route } from "@/lib/editions/micro8gents";
import { callJson, callParams, callView, findCall } from "@/lib/editions/micro8gents/calls";
import { callExamples } from "@/lib/editions/micro8gents/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get a call",
    example: callExamples.one,
    subject: "call",
    can: "call:read",
    params: callParams,
    response: callJson,
    run: (ctx, { params }) => findCall(ctx, params),
    view: callView,
  }),
});

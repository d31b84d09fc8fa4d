import { endpoint, route } from "@/lib/editions/micro8gents";
import {
  callBody,
  callJson,
  callsJson,
  callsQuery,
  callsView,
  callView,
  listShownCalls,
  makeCall,
} from "@/lib/editions/micro8gents/calls";
import { callExamples } from "@/lib/editions/micro8gents/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "List the calls",
    description: "The newest 1,000, or the newest that began before an instant.",
    example: callExamples.list,
    can: "call:read",
    query: callsQuery,
    response: callsJson,
    run: (ctx, { query }) => listShownCalls(ctx, query),
    view: callsView,
  }),
  POST: route({
    summary: "Create a call",
    description:
      "A call that was held elsewhere: it ended now and took that long, or goes on. type outbound or outgoing is an outbound call, everything else an inbound one; other words for it are kept. Lines of the transcript that begin with Agent:, Staff: or Caller: are told apart. One that goes on counts as completed after four hours.",
    example: callExamples.create,
    can: "call:write",
    body: callBody,
    response: callJson,
    status: 201,
    run: (ctx, { body }) => makeCall(ctx, body),
    view: callView,
  }),
});

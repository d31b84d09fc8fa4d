import { inBusiness } from "@/lib/domain/context";
import { listTexts, sendText, withMedia } from "@/lib/domain/texts";
import { endpoint, route } from "@/lib/editions/cloudgreet";
import { textExamples } from "@/lib/editions/cloudgreet/examples";
import {
  sendTextBody,
  textJson,
  textsJson,
  textsQuery,
  textsView,
  textView,
} from "@/lib/editions/cloudgreet/sms";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "List the text messages of a business",
    description: "Both ways, the newest first.",
    example: textExamples.list,
    subject: "business",
    can: "call:read",
    query: textsQuery,
    response: textsJson,
    run: async (ctx, { query }) => {
      const scoped = await inBusiness(ctx, query.businessId);
      return withMedia(scoped, await listTexts(scoped, query));
    },
    view: textsView,
  }),
  POST: route({
    summary: "Send a text message",
    description:
      "One of phone and lead_id is required; the lead's own number is used without a phone. It is sent after the answer. 503 where the business has no number to write from; 422 for a number that asked for no more texts.",
    example: textExamples.send,
    subject: "lead",
    errors: ["quota_exceeded"],
    body: sendTextBody,
    response: textJson,
    status: 201,
    run: async (ctx, { body }) => sendText(await inBusiness(ctx, body.businessId), body),
    view: textView,
  }),
});

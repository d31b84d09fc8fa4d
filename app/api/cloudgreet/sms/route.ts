import { inBusiness } from "@/lib/domain/context";
import { listTexts, sendText } from "@/lib/domain/texts";
import { endpoint, route } from "@/lib/editions/cloudgreet";
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
    can: "call:read",
    query: textsQuery,
    response: textsJson,
    run: async (ctx, { query }) => listTexts(await inBusiness(ctx, query.businessId), query),
    view: textsView,
  }),
  POST: route({
    summary: "Send a text message",
    body: sendTextBody,
    response: textJson,
    status: 201,
    run: async (ctx, { body }) => sendText(await inBusiness(ctx, body.businessId), body),
    view: textView,
  }),
});

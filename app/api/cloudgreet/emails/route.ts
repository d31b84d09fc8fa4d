import { inBusiness } from "@/lib/domain/context";
import { listEmails, sendEmail } from "@/lib/domain/emails";
import { endpoint, route } from "@/lib/editions/cloudgreet";
import {
  emailJson,
  emailsJson,
  emailsQuery,
  emailsView,
  emailView,
  sendEmailBody,
} from "@/lib/editions/cloudgreet/emails";
import { emailExamples } from "@/lib/editions/cloudgreet/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "List the e-mails to customers of a business",
    description:
      "What was written to them and what was sent about their appointments. `sent`: the mail server took it; whether it arrived, no server says, so that nothing is `delivered`. `transport` is `mailbox` where no mail server is set up.",
    example: emailExamples.list,
    subject: "business",
    can: "call:read",
    query: emailsQuery,
    response: emailsJson,
    run: async (ctx, { query }) => listEmails(await inBusiness(ctx, query.businessId), query),
    view: emailsView,
  }),
  POST: route({
    summary: "Send an e-mail",
    description: "`to` may be left out where the lead has an address. The content is plain text.",
    example: emailExamples.send,
    errors: ["rate_limited", "quota_exceeded"],
    subject: "lead",
    body: sendEmailBody,
    response: emailJson,
    status: 201,
    run: async (ctx, { body }) => sendEmail(await inBusiness(ctx, body.businessId), body),
    view: emailView,
  }),
});

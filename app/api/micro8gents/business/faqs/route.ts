import { replaceFaqs } from "@/lib/domain/knowledge";
import { endpoint, messageJson, route, say } from "@/lib/editions/micro8gents";
import { businessFaqs, faqsBody, faqsJson, faqsView } from "@/lib/editions/micro8gents/business";
import { businessExamples } from "@/lib/editions/micro8gents/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "List the FAQs",
    example: businessExamples.faqs,
    can: "knowledge:read",
    response: faqsJson,
    run: (ctx) => businessFaqs(ctx),
    view: faqsView,
  }),
  PUT: route({
    summary: "Replace the FAQs",
    description:
      "The list becomes what is sent: FAQs with an id are changed, without one or with null added, absent ones removed.",
    example: businessExamples.updateFaqs,
    errors: ["already_exists"],
    can: "knowledge:write",
    body: faqsBody,
    response: messageJson,
    run: (ctx, { body }) => replaceFaqs(ctx, body),
    view: say("FAQs updated successfully"),
  }),
});

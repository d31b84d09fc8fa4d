import { offeredNumbers } from "@/lib/domain/assistants";
import { endpoint, route } from "@/lib/editions/microbit";
import { calleraiExamples } from "@/lib/editions/microbit/assistant-examples";
import { numbersQuery, phoneNumbersJson, phoneNumbersView } from "@/lib/editions/microbit/callerai";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get available phone numbers",
    description:
      "Twenty at most that can be had now: at the Twilio account of your workspace where one is connected, else at the installation's carrier, 30 times an hour a person. None of them is bought here.",
    example: calleraiExamples.numbers,
    errors: ["vendor_failed", "unavailable"],
    access: "user",
    query: numbersQuery,
    response: phoneNumbersJson,
    run: (ctx, { query }) => offeredNumbers(ctx, query.country_code),
    view: phoneNumbersView,
  }),
});

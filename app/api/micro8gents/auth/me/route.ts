import { endpoint, route } from "@/lib/editions/micro8gents";
import { currentAccount, userJson, userView } from "@/lib/editions/micro8gents/auth";
import { authExamples } from "@/lib/editions/micro8gents/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get the signed-in user",
    example: authExamples.me,
    access: "user",
    response: userJson,
    run: (ctx) => currentAccount(ctx),
    view: userView,
  }),
});

import { getUser } from "@/lib/domain/access";
import { endpoint, route } from "@/lib/editions/microbit";
import { authExamples } from "@/lib/editions/microbit/account-examples";
import { oneUserJson, oneUserView } from "@/lib/editions/microbit/users";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get the signed-in user",
    example: authExamples.me,
    errors: ["forbidden"],
    access: "user",
    response: oneUserJson,
    run: (ctx) => getUser(ctx),
    view: oneUserView,
  }),
});

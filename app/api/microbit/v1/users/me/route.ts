import { updateProfile } from "@/lib/domain/access";
import { endpoint, route } from "@/lib/editions/microbit";
import { userExamples } from "@/lib/editions/microbit/account-examples";
import { oneUserJson, oneUserView, profileBody } from "@/lib/editions/microbit/users";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  PUT: route({
    summary: "Update the signed-in user",
    example: userExamples.update,
    errors: ["forbidden"],
    access: "user",
    body: profileBody,
    response: oneUserJson,
    run: (ctx, { body }) => updateProfile(ctx, body.display_name ?? {}),
    view: oneUserView,
  }),
});

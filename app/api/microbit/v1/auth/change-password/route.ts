import { changePassword } from "@/lib/domain/access";
import { endpoint, messageJson, route, say } from "@/lib/editions/microbit";
import { authExamples } from "@/lib/editions/microbit/account-examples";
import { passwordBody } from "@/lib/editions/microbit/auth";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Change the password",
    description: "Every other session of the user ends; this one goes on, with its tokens.",
    example: authExamples.changePassword,
    errors: ["forbidden", "conflict"],
    access: "user",
    limit: "auth",
    body: passwordBody,
    response: messageJson,
    run: (ctx, { body }) =>
      changePassword(ctx, { currentPassword: body.old_password, newPassword: body.new_password }),
    view: say("Password changed successfully"),
  }),
});

import { endpoint, route } from "@/lib/editions/microbit";
import { authExamples } from "@/lib/editions/microbit/account-examples";
import { register, registerBody, signedInJson, signedInView } from "@/lib/editions/microbit/auth";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Register a user",
    description:
      "Makes an account without a workspace. The password has at least 8 characters, one of them a digit. With the token of an invitation, which is for this address only, the account joins that workspace; with the one of the mailed link, which proves the address, every other that invites it, too. While registration is off, only a token gets in.",
    example: authExamples.register,
    errors: ["forbidden", "not_found", "already_exists"],
    subject: "invitation",
    access: "public",
    limit: "auth",
    body: registerBody,
    response: signedInJson,
    status: 201,
    run: (ctx, { body }) => register(ctx, body),
    view: signedInView,
  }),
});

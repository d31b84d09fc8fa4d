import { z } from "zod";
import { optOutOfMail } from "@/lib/domain/notifications";
import { appUrl } from "@/lib/env";
import { doorRoutes } from "@/lib/wiring";

const params = z.object({ token: z.string() });

/** One click in a mail program is one POST without cookies and answers (RFC 8058 §3.2). */
export const { POST, PUT, PATCH, DELETE, OPTIONS } = doorRoutes.endpoint({
  POST: doorRoutes.route({
    summary: "Unsubscribe from the e-mails of a business",
    access: "public",
    limit: "auth",
    isRepeatable: true,
    params,
    response: z.strictObject({ status: z.literal("unsubscribed") }),
    run: (ctx, { params }) => optOutOfMail(ctx, params.token),
    view: () => ({ status: "unsubscribed" as const }),
  }),
});

/** Whoever opens the address instead is asked first. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const { token } = await params;
  return Response.redirect(`${appUrl()}/unsubscribe/${encodeURIComponent(token)}`, 303);
}

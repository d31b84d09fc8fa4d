import { DomainError } from "@/lib/domain/errors";
import { calendarFileByToken } from "@/lib/domain/notifications";
import { guardLooks, publicContext } from "@/lib/wiring";

/** The calendar file of an appointment, for whoever has its link. */
export async function GET(_request: Request, context: RouteContext<"/booking/[token]/appointment.ics">) {
  const { token } = await context.params;
  try {
    const ctx = await publicContext();
    await guardLooks(ctx.ip);
    const file = await calendarFileByToken(ctx, token);
    return new Response(file.content, {
      headers: {
        "Content-Type": file.contentType,
        "Content-Disposition": `attachment; filename="${file.filename}"`,
        "Cache-Control": "no-store",
      },
    });
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found")
      return new Response("This link is not complete. Open it again from the e-mail.\n", { status: 404 });
    if (error instanceof DomainError && error.code === "rate_limited")
      return new Response(`${error.message}\n`, {
        status: 429,
        headers: { "Retry-After": String(error.detail.retryAfterSeconds) },
      });
    throw error;
  }
}

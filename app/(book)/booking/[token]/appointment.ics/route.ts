import { DomainError } from "@/lib/domain/errors";
import { calendarFileByToken } from "@/lib/domain/notifications";
import { publicContext } from "@/lib/wiring";

/** The calendar file of an appointment, for whoever has its link. */
export async function GET(_request: Request, context: RouteContext<"/booking/[token]/appointment.ics">) {
  const { token } = await context.params;
  try {
    const file = await calendarFileByToken(await publicContext(), token);
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
    throw error;
  }
}

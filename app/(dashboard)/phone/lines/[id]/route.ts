import { currentContext } from "@/lib/wiring";
import { lineView } from "../../line-view";
import { findLine } from "../../open-lines";

/** How a call from the browser stands; the phone asks again and again while it is open. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const ctx = await currentContext();
  if (!ctx?.business) return Response.json({ error: "Sign in again to go on." }, { status: 401 });
  const member = { ...ctx, business: ctx.business };
  const line = findLine(member, (await params).id);
  if (!line) return Response.json({ error: "This call is over." }, { status: 404 });
  return Response.json(await lineView(member, line), { headers: { "Cache-Control": "no-store" } });
}

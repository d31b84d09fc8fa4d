import { identify } from "@/lib/domain/access";
import { credentialOf } from "@/lib/http/credential";
import { liveBus } from "@/lib/providers/live/memory";
import { contextOf } from "./context";

const HEARTBEAT_MILLISECONDS = 20_000;
const MAX_STREAM_MILLISECONDS = 280_000;

/**
 * Server-sent events of the caller's business: `change` with `{ topics }` whenever something changed. A
 * stream ends after a few minutes (functions have a deadline); EventSource connects again by itself.
 */
export async function liveStream(request: Request): Promise<Response> {
  const credential = await credentialOf(request);
  const nobody = await contextOf({
    requestId: "req_live",
    ip: null,
    actor: { kind: "anonymous" },
    business: null,
  });
  const identity = credential && (await identify(nobody, credential).catch(() => null));
  const businessId = identity?.business?.id;
  if (!businessId) return Response.json({ error: "Sign in to follow what happens." }, { status: 401 });

  const encoder = new TextEncoder();
  let stop = () => {};
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const unsubscribe = liveBus().subscribe(businessId, (topics) =>
        send(`event: change\ndata: ${JSON.stringify({ topics })}\n\n`),
      );
      const heartbeat = setInterval(() => send(": still here\n\n"), HEARTBEAT_MILLISECONDS);
      const deadline = setTimeout(() => stop(), MAX_STREAM_MILLISECONDS);
      stop = () => {
        unsubscribe();
        clearInterval(heartbeat);
        clearTimeout(deadline);
        stop = () => {};
        try {
          controller.close();
        } catch {
          // The reader went away first.
        }
      };
      request.signal.addEventListener("abort", () => stop());
      send("retry: 1000\n\n");
    },
    cancel: () => stop(),
  });
  return new Response(stream, {
    headers: {
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}

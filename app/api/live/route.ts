import { liveStream } from "@/lib/wiring";

export const dynamic = "force-dynamic";

export const GET = (request: Request): Promise<Response> => liveStream(request);

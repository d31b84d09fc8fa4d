import { serveFile } from "@/lib/wiring";

export const GET = (request: Request): Promise<Response> => serveFile(request);

import NextAuth from "next-auth";
import { endSession, identify, signIn } from "@/lib/domain/access";
import { DomainError } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import { appUrl } from "@/lib/env";
import { clientIp } from "@/lib/http/request";
import { sessionOptions } from "@/lib/http/session";
import { guardAttempts } from "./attempts";
import { contextOf, systemContext } from "./context";

const options = () =>
  sessionOptions({
    signIn: async (input) => {
      const ctx = await contextOf({
        requestId: `req_${newId(new Date()).replaceAll("-", "")}`,
        ip: null,
        actor: { kind: "anonymous" },
        business: null,
      });
      return signIn(ctx, { ...input, kind: "browser" }).catch((error: unknown) => {
        if (error instanceof DomainError) return null;
        throw error;
      });
    },
    isAlive: async (sessionId) => {
      const ctx = await systemContext("session check");
      return (await identify(ctx, { kind: "session", sessionId }).catch(() => null)) !== null;
    },
    end: async (sessionId) => endSession(await systemContext("sign-out"), sessionId),
  });

type AuthContext = { params: Promise<{ nextauth: string[] }> };

/** NextAuth's own routes, at the address of this installation whatever the request claims. */
export async function authHandler(request: Request, context: AuthContext): Promise<Response> {
  const { nextauth } = await context.params;
  if (request.method === "POST" && nextauth[0] === "callback") {
    try {
      await guardAttempts(clientIp(request));
    } catch {
      return Response.json({ url: `${appUrl()}/sign-in?error=rate_limited` }, { status: 429 });
    }
  }
  const handle: (request: Request, context: AuthContext) => Promise<Response> = NextAuth(options());
  return handle(request, context);
}

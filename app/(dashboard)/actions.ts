"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { signOut, switchBusiness } from "@/lib/domain/access";
import { endSessionCookie } from "@/lib/http/session";
import { currentContext, pageContext } from "@/lib/wiring";

/** Ends the session itself, not only the browser's cookie. */
export async function signOutAction(): Promise<void> {
  const ctx = await currentContext();
  if (ctx) await signOut(ctx);
  await endSessionCookie();
  redirect("/sign-in?notice=signed-out");
}

/** Works on in another business of the same person. */
export async function switchBusinessAction(businessId: string): Promise<void> {
  await switchBusiness(await pageContext(), { businessId: z.uuid().parse(businessId) });
  redirect("/home");
}

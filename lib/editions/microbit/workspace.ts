import { z } from "zod";
import { type Context, inBusiness } from "@/lib/domain/context";
import { ids } from "./ids";

/** The part of a path that names a workspace. */
export const inPath = z.object({ workspaceId: ids.read("workspace") });

/**
 * The context in the workspace that a path names, with what the caller is there.
 * @param workspaceId UUID.
 * @throws DomainError `not_found` unless the caller works there, `suspended`.
 */
export const inWorkspace = (ctx: Context, { workspaceId }: z.output<typeof inPath>): Promise<Context> =>
  inBusiness(ctx, workspaceId);

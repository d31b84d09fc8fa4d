import { z } from "zod";
import {
  type Business,
  type BusinessPatch,
  createBusiness,
  listBusinesses,
  type NewBusiness,
} from "@/lib/domain/businesses";
import type { Context } from "@/lib/domain/context";
import { iso, isoText, line } from "@/lib/http/wire";
import { ids } from "./ids";

const MOST_WORKSPACES = 1_000;

const details = {
  company_name: line(200).nullish(),
  address: line(300).nullish(),
  phone: line(40).nullish().describe("Kept in E.164: +1-555-0100 reads back as +15550100."),
};
export const newWorkspaceBody = z.object({ name: line(200).min(1), ...details });
export const workspaceBody = z.object({ name: line(200).min(1).optional(), ...details });

const workspace = z.strictObject({
  id: z.string(),
  name: z.string(),
  company_name: z.string(),
  address: z.string(),
  phone: z.string(),
  created_at: isoText,
  updated_at: isoText,
});
export const workspaceJson = z.strictObject({ workspace });
export const workspacesJson = z.strictObject({ workspaces: z.array(workspace) });

export const toPatch = ({ company_name, ...rest }: z.output<typeof workspaceBody>): BusinessPatch => ({
  ...rest,
  companyName: company_name === null ? "" : company_name,
});

const toNew = ({ company_name, ...rest }: z.output<typeof newWorkspaceBody>): NewBusiness => ({
  ...rest,
  companyName: company_name ?? "",
});

/** Makes a workspace that the caller owns, in UTC. @throws DomainError forbidden for keys, validation_failed. */
export const createWorkspace = (ctx: Context, body: z.output<typeof newWorkspaceBody>): Promise<Business> =>
  createBusiness(ctx, toNew(body));

/** Where the caller works, oldest first. @throws DomainError forbidden. */
export const listWorkspaces = async (ctx: Context): Promise<Business[]> =>
  (await listBusinesses(ctx, { page: 1, limit: MOST_WORKSPACES })).items;

const view = (business: Business): z.input<typeof workspace> => ({
  id: ids.write("workspace", business.id),
  name: business.name,
  company_name: business.companyName,
  address: business.address ?? "",
  phone: business.phone ?? "",
  created_at: iso(business.createdAt),
  updated_at: iso(business.updatedAt),
});

export const workspaceView = (business: Business): z.input<typeof workspaceJson> => ({
  workspace: view(business),
});
export const workspacesView = (businesses: Business[]): z.input<typeof workspacesJson> => ({
  workspaces: businesses.map(view),
});

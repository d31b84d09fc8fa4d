import { globSync } from "node:fs";
import path from "node:path";
import type { RouteHandler } from "@/lib/http/route";

const ROOT = path.resolve(import.meta.dirname, "..");
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

export interface Route {
  /** `POST /api/cloudgreet/leads`. */
  name: string;
  method: (typeof METHODS)[number];
  path: string;
  /** The folder below app/api: an edition, or one of the product's own doors. */
  edition: string;
  handler: RouteHandler;
  /** Only there to say that the path has no such method. */
  isRefusal: boolean;
}

const isHandler = (value: unknown): value is RouteHandler => typeof value === "function" && "doc" in value;

/** Every verb of every route file below app/api that the pipeline serves. A new file is found by itself. */
export async function allRoutes(): Promise<Route[]> {
  const files = globSync("app/api/**/route.ts", { cwd: ROOT }).sort();
  const routes: Route[] = [];
  for (const file of files) {
    const module: Record<string, unknown> = await import(path.join(ROOT, file));
    const location = `/${path.dirname(file).replace(/^app\//, "")}`;
    for (const method of METHODS) {
      const handler = module[method];
      if (!isHandler(handler)) continue;
      routes.push({
        name: `${method} ${location}`,
        method,
        path: location,
        edition: location.split("/")[2] ?? "",
        handler,
        isRefusal: handler.doc.response.def.type === "never",
      });
    }
  }
  return routes;
}

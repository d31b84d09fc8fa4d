import type { Edition } from "@/lib/http/edition";
import { API_METHODS, type ApiDocument } from "@/lib/openapi/document";
import { generateDocument, type PublishedRoute } from "@/lib/openapi/generate";
import { allRoutes } from "../api-routes";

interface OpenApiFile {
  file: string;
  text: string;
  document: ApiDocument;
}

/** `/api/cloudgreet/leads/[id]` below its edition, as OpenAPI writes it: `/leads/{id}`. */
const pathBelow = (location: string): string =>
  `/${location.split("/").slice(3).join("/")}`.replaceAll(/\[(\w+)\]/g, "{$1}");

/** The OpenAPI document of every edition that has routes, and the file it belongs in. */
export async function openApiFiles(): Promise<OpenApiFile[]> {
  const published = new Map<Edition, PublishedRoute[]>();
  for (const { path, method, handler, isRefusal } of await allRoutes()) {
    const verb = API_METHODS.find((name) => name === method.toLowerCase());
    if (isRefusal || !verb) continue;
    const routes = published.get(handler.edition) ?? [];
    routes.push({ path: pathBelow(path), method: verb, handler });
    published.set(handler.edition, routes);
  }
  return [...published].flatMap(([edition, routes]) => {
    const document = generateDocument(edition, routes);
    if (!document) return [];
    const text = `${JSON.stringify(document, null, 2)}\n`;
    return [{ file: `public/openapi/${edition.name}.json`, text, document }];
  });
}

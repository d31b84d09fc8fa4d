import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { type DownloadPort, VendorError } from "@/lib/domain/ports";
import { hostOf, lookupPublic, AddressRefused as Refused, requirePublicHost } from "../outbound-address";

const MOST_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

function refuseAddress(url: URL): void {
  if (url.protocol !== "https:") throw new Refused("only https is fetched");
  if (url.username || url.password) throw new Refused("an address with a password in it is not fetched");
  requirePublicHost(hostOf(url));
}

const open = (url: URL, isTrusted: boolean, signal: AbortSignal): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const options = { signal, agent: false, ...(isTrusted ? {} : { lookup: lookupPublic }) };
    const client = url.protocol === "https:" ? https : http;
    client.get(url, options, resolve).once("error", reject);
  });

async function contentOf(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  if (Number(response.headers["content-length"] ?? 0) > maxBytes) throw new Refused("it is too large");
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    const bytes = Buffer.from(chunk);
    size += bytes.byteLength;
    if (size > maxBytes) throw new Refused("it is too large");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/**
 * Fetches what an address from outside names, over https and from the public internet only: each redirect and
 * each address that a name resolves to is looked at, and the connection goes to the one that was.
 * @param options.trustedOrigins origins that are fetched as they are: the emulators on this machine.
 */
export function createDownloads(options: { trustedOrigins: readonly string[] }): DownloadPort {
  return {
    async get(address, { maxBytes, timeoutSeconds }) {
      const signal = AbortSignal.timeout(timeoutSeconds * 1000);
      let next = address;
      try {
        for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
          if (!URL.canParse(next)) throw new Refused("it is no address");
          const url = new URL(next);
          const isTrusted = options.trustedOrigins.includes(url.origin);
          if (!isTrusted) refuseAddress(url);
          const response = await open(url, isTrusted, signal);
          const [status, location] = [response.statusCode ?? 0, response.headers.location];
          if (REDIRECTS.has(status) && location && URL.canParse(location, url)) {
            response.destroy();
            next = new URL(location, url).href;
            continue;
          }
          const contentType = response.headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "";
          return { status, contentType, content: await contentOf(response, maxBytes) };
        }
        throw new Refused("it redirects too often");
      } catch (error) {
        const isRetryable = !(error instanceof Refused);
        const reason = error instanceof Error ? error.message : String(error);
        throw new VendorError("download", `It cannot be fetched: ${reason}`, { isRetryable, cause: error });
      }
    },
  };
}

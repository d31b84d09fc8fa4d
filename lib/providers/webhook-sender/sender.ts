import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { VendorError, type WebhookAnswer, type WebhookSenderPort } from "@/lib/domain/ports";
import { AddressRefused, hostOf, lookupPublic, requirePublicHost } from "../outbound-address";
import { troubleOf } from "../trouble";

const VENDOR = "webhook";
const MOST_ANSWER_BYTES = 2_000;
const CERTIFICATE_CODE = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_)/;

export interface WebhookSenderOptions {
  /** Private hosts that may be posted to, `host` or `host:port` in lower case. */
  privateHosts: readonly string[];
  /** Origins that are posted to as they are: the emulators on this machine. */
  trustedOrigins: readonly string[];
}

const isNamed = (url: URL, { privateHosts, trustedOrigins }: WebhookSenderOptions): boolean => {
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  const host = hostOf(url);
  return (
    trustedOrigins.includes(url.origin) ||
    privateHosts.includes(host) ||
    privateHosts.includes(`${host}:${port}`)
  );
};

function addressOf(text: string, options: WebhookSenderOptions): { url: URL; isNamed: boolean } {
  if (!URL.canParse(text)) throw new AddressRefused("It is no web address.");
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw new AddressRefused("It is no web address: it must begin with https://.");
  if (url.username || url.password) throw new AddressRefused("An address with a password in it is not used.");
  if (isNamed(url, options)) return { url, isNamed: true };
  if (url.protocol !== "https:") throw new AddressRefused("The address must begin with https://.");
  requirePublicHost(hostOf(url));
  return { url, isNamed: false };
}

const open = (
  url: URL,
  isTrusted: boolean,
  { headers, body }: { headers: Record<string, string>; body: string },
  signal: AbortSignal,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const bytes = Buffer.from(body);
    const options = {
      method: "POST",
      headers: { ...headers, "content-length": String(bytes.byteLength) },
      signal,
      agent: false,
      ...(isTrusted ? {} : { lookup: lookupPublic }),
    };
    const client = url.protocol === "https:" ? https : http;
    client.request(url, options, resolve).once("error", reject).end(bytes);
  });

/** The beginning of an answer; the rest is never read. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.byteLength;
    if (size >= MOST_ANSWER_BYTES) break;
  }
  response.destroy();
  return Buffer.concat(chunks).subarray(0, MOST_ANSWER_BYTES).toString("utf8").replaceAll("\u0000", "");
}

function failureOf(error: unknown, host: string, timeoutSeconds: number): VendorError {
  const failed = (message: string, isRetryable: boolean) =>
    new VendorError(VENDOR, message, { isRetryable, cause: error });
  if (error instanceof AddressRefused) {
    const isPrivate = error.message.includes("no public address");
    return failed(
      isPrivate ? `${host} is an address inside a private network, which is not written to.` : error.message,
      false,
    );
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (CERTIFICATE_CODE.test(code)) return failed(`The certificate of ${host} is not valid.`, true);
  if (code === "ENOTFOUND") return failed(`There is no server named ${host}.`, true);
  if (code === "ECONNREFUSED") return failed(`Nobody listens at ${host}.`, true);
  return troubleOf(error) === "late"
    ? failed(`${host} did not answer within ${timeoutSeconds} seconds.`, true)
    : failed(`The connection to ${host} broke off.`, true);
}

/**
 * Posts events over https to the public internet only, and to the private hosts that the installation names: the
 * connection goes to the very address that was looked at, nothing is followed, and little of the answer is read.
 */
export const createWebhookSender = (options: WebhookSenderOptions): WebhookSenderPort => ({
  async post(address, request): Promise<WebhookAnswer> {
    const { timeoutSeconds } = request;
    const signal = AbortSignal.timeout(timeoutSeconds * 1000);
    try {
      const { url, isNamed: isTrusted } = addressOf(address, options);
      const response = await open(url, isTrusted, request, signal);
      const status = response.statusCode ?? 0;
      // Where the status came and the rest did not, the status counts.
      return { status, text: await beginningOf(response).catch(() => "") };
    } catch (error) {
      const host = URL.canParse(address) ? new URL(address).host : "It";
      throw failureOf(error, host, timeoutSeconds);
    }
  },
});

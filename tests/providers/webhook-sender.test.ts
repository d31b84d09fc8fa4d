import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createWebhookSender } from "@/lib/providers/webhook-sender/sender";

let server: Server;
let host: string;
let hits: { url: string; method: string; headers: IncomingMessage["headers"]; body: string }[] = [];
let answer: (response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    hits.push({ url: request.url ?? "", method: request.method ?? "", headers: request.headers, body });
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  hits = [];
  answer = (response) => response.end("ok");
});

const REQUEST = {
  headers: { "content-type": "application/json", "webhook-id": "evt_1" },
  body: '{"say":"grüß"}',
  timeoutSeconds: 15,
};
const sender = (...privateHosts: string[]) => createWebhookSender({ privateHosts, trustedOrigins: [] });
const post = (url: string, timeoutSeconds = REQUEST.timeoutSeconds) =>
  sender(host).post(url, { ...REQUEST, timeoutSeconds });

describe("what is posted", () => {
  it("arrives word for word, with its headers, and the answer comes back", async () => {
    expect(await post(`http://${host}/webhook/a?b=c`)).toEqual({ status: 200, text: "ok" });
    expect(hits).toMatchObject([
      {
        url: "/webhook/a?b=c",
        method: "POST",
        body: REQUEST.body,
        headers: { "webhook-id": "evt_1", "content-length": "16" },
      },
    ]);
  });

  it.each([204, 400, 404, 410, 500])("an answer of %d is an answer", async (status) => {
    answer = (response) => response.writeHead(status).end();
    expect(await post(`http://${host}/`)).toEqual({ status, text: "" });
  });

  it("a redirect is not followed", async () => {
    answer = (response) => response.writeHead(307, { location: "/elsewhere" }).end();
    expect(await post(`http://${host}/`)).toEqual({ status: 307, text: "" });
    expect(hits.map(({ url }) => url)).toEqual(["/"]);
  });

  it("of a long answer only the beginning is read, without what no column can hold", async () => {
    answer = (response) => response.end(`\u0000${"x".repeat(5_000_000)}`);
    expect(await post(`http://${host}/`)).toEqual({ status: 200, text: "x".repeat(1_999) });
  });
});

describe("what cannot be posted", () => {
  const failure = (isRetryable: boolean, message: string) => ({ name: "VendorError", isRetryable, message });

  it("nobody answers in time", async () => {
    answer = () => undefined;
    await expect(post(`http://${host}/`, 0.2)).rejects.toMatchObject(
      failure(true, `${host} did not answer within 0.2 seconds.`),
    );
  });

  it("the connection breaks off, nobody listens, there is no such server", async () => {
    answer = (response) => response.destroy();
    await expect(post(`http://${host}/`)).rejects.toMatchObject(
      failure(true, `The connection to ${host} broke off.`),
    );
    await expect(sender("127.0.0.1").post("http://127.0.0.1:1/", REQUEST)).rejects.toMatchObject(
      failure(true, "Nobody listens at 127.0.0.1:1."),
    );
  });

  it.each([
    "https://127.0.0.1/",
    "https://10.0.0.7:5678/webhook/a",
    "https://169.254.169.254/latest/meta-data",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://localhost/",
  ])("%s lies inside a private network", async (url) => {
    await expect(sender().post(url, REQUEST)).rejects.toMatchObject(
      failure(false, `${new URL(url).host} is an address inside a private network, which is not written to.`),
    );
  });

  it.each([
    ["http://example.com/", "The address must begin with https://."],
    ["ftp://example.com/", "It is no web address: it must begin with https://."],
    ["https://me:secret@example.com/", "An address with a password in it is not used."],
    ["n8n", "It is no web address."],
  ])("%s is no address to post to", async (url, message) => {
    await expect(sender().post(url, REQUEST)).rejects.toMatchObject(failure(false, message));
  });

  it("a host of the installation is written to under its port alone, where a port is named", async () => {
    expect(await sender("127.0.0.1").post(`http://${host}/`, REQUEST)).toMatchObject({ status: 200 });
    await expect(sender("127.0.0.1:1").post(`http://${host}/`, REQUEST)).rejects.toMatchObject({
      isRetryable: false,
    });
    await expect(sender("127.0.0.1").post("https://127.0.0.2/", REQUEST)).rejects.toMatchObject({
      isRetryable: false,
    });
    expect(hits).toHaveLength(1);
  });
});

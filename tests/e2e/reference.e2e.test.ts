import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { faultsOf, openPage, signUp } from "../support/page";
import { sharedApp } from "../support/shared-app";

const app = sharedApp();
let browser: Browser;
let visitor: Page;
let owner: Page;
/** What the pages asked for, and what they complained about. */
const asked: string[] = [];
const complaints: string[] = [];

/** A refused trial is told in the console by the browser itself; anything else there is ours. */
const REFUSED = /Failed to load resource: the server responded with a status of 4\d\d/;

async function open(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  page.on("request", (request) => asked.push(request.url()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !REFUSED.test(message.text())) complaints.push(message.text());
  });
  return page;
}

const article = (page: Page, title: string) => page.getByRole("article", { name: title, exact: true });
const form = (page: Page, title: string) => page.getByRole("form", { name: `Try it: ${title}` });

/** Opens the form of an operation and sends it, from the keyboard. */
async function openTrial(page: Page, title: string) {
  await page.getByRole("button", { name: `Try it: ${title}`, exact: true }).focus();
  await page.keyboard.press("Enter");
  await form(page, title).waitFor();
}
async function send(page: Page, title: string): Promise<{ status: string; body: string }> {
  await form(page, title)
    .getByRole("button", { name: /^Send / })
    .focus();
  const [response] = await Promise.all([
    page.waitForResponse((answer) => new URL(answer.url()).pathname.startsWith("/api/")),
    page.keyboard.press("Enter"),
  ]);
  const status = form(page, title).getByRole("status");
  await status.getByText(new RegExp(`^${response.status()} `)).waitFor();
  return {
    status: ((await status.textContent()) ?? "").split(" ")[0] ?? "",
    body:
      (await form(page, title)
        .getByRole("region", { name: `Body of the answer: ${title}` })
        .textContent()) ?? "",
  };
}

/** The whole reference is ten thousand elements of the same few kinds. */
const PARTS = ["header", "#sender", "#errors", "#postLeads", "#getLeadsById", "#postSmsWebhook"];

beforeAll(async () => {
  browser = await launchBrowser();
  const options = { locale: "en-US", reducedMotion: "reduce" } as const;
  visitor = await open(await browser.newContext(options));
  owner = await open(await browser.newContext(options));
  await signUp(owner, app.url, "Reference Salon", "owner@reference.example");
});

afterAll(async () => {
  await browser?.close();
});

afterEach(() => {
  expect(asked.filter((url) => !/^(data|blob):/.test(url) && new URL(url).origin !== app.url)).toEqual([]);
  expect(complaints.splice(0)).toEqual([]);
});

describe("the reference", () => {
  it("lists the editions, and leads to each", async () => {
    await openPage(visitor, `${app.url}/`);
    await visitor.getByRole("link", { name: "API reference" }).click();
    await visitor.getByRole("heading", { level: 1, name: "API reference" }).waitFor();
    expect(await visitor.title()).toBe("API reference · Frontdesk");
    expect(await faultsOf(visitor)).toEqual([]);
    await visitor.getByRole("link", { name: "Micro8gents API", exact: true }).click();
    await visitor.getByRole("heading", { level: 1, name: "Micro8gents API" }).waitFor();
    expect(await visitor.title()).toBe("Micro8gents API reference · Frontdesk");
    await visitor.getByRole("link", { name: "OpenAPI 3.1 document" }).click();
    await visitor.waitForURL("**/api/micro8gents/openapi.json");
  });

  it("has no page for an edition that is not published", async () => {
    for (const name of ["hekax", "nobody", "__proto__"]) {
      const answer = await visitor.request.get(`${app.url}/reference/${name}`);
      expect(answer.status()).toBe(404);
      expect(await answer.text()).toContain("There is nothing here");
    }
  });

  it("tells of an operation what it takes, what comes back and what can go wrong", async () => {
    await openPage(visitor, `${app.url}/reference/cloudgreet`);
    const lead = article(visitor, "Create a lead");
    await lead.getByText("/api/cloudgreet/leads").first().waitFor();
    for (const words of [
      "One of phone, email and name is required.",
      "Needs a credential",
      "1,000 requests an hour per person or key",
      "One of: call, sms, email, web",
      "curl -X POST",
      '"qualification_score": 85',
    ]) {
      expect(await lead.textContent()).toContain(words);
    }
    await lead.getByText(/^Errors \(/).focus();
    await visitor.keyboard.press("Enter");
    await lead.getByRole("cell", { name: "AUTH_REQUIRED" }).waitFor();
    expect(await article(visitor, "Telnyx SMS webhook").getByRole("button").count()).toBe(0);
  });

  it("tells a visitor who is refused what to do, and takes a token", async () => {
    const summary = "List the businesses of the signed-in user";
    await openTrial(visitor, summary);
    const refused = await send(visitor, summary);
    expect(refused.status).toBe("401");
    expect(refused.body).toContain('"code": "AUTH_REQUIRED"');
    await form(visitor, summary)
      .getByText(/This needs a credential\. Sign in, or paste/)
      .waitFor();
    await form(visitor, summary).getByText("X-Request-Id").waitFor();
    await form(visitor, summary).getByText("X-RateLimit-Remaining").waitFor();

    const signedIn = await visitor.request.post(`${app.url}/api/cloudgreet/auth/login`, {
      data: { email: "owner@reference.example", password: "a-good-password" },
    });
    const { data } = (await signedIn.json()) as { data: { token: string } };
    await visitor.getByRole("radio", { name: "without a credential" }).focus();
    await visitor.keyboard.press("ArrowUp");
    await visitor.getByLabel("Access token or API key", { exact: true }).fill("not-a-token");
    expect((await send(visitor, summary)).status).toBe("401");
    await form(visitor, summary)
      .getByText(/not good/)
      .waitFor();
    await visitor.getByLabel("Access token or API key", { exact: true }).fill(data.token);
    const answered = await send(visitor, summary);
    expect(answered.status).toBe("200");
    expect(answered.body).toContain("Reference Salon");
    await visitor.getByRole("link", { name: "Sign in", exact: true }).first().waitFor();
  });

  it("is found in the account menu, and reads and writes for real from the keyboard", async () => {
    await openPage(owner, `${app.url}/home`);
    await owner.getByRole("button", { name: /^Account/ }).focus();
    await owner.keyboard.press("Enter");
    await owner.getByRole("menuitem", { name: "API reference" }).focus();
    await owner.keyboard.press("Enter");
    await owner.waitForURL("**/reference");
    await openPage(owner, `${app.url}/reference/cloudgreet`);
    await owner.getByRole("radio", { name: "as Reference Salon, signed in here", checked: true }).waitFor();

    await openTrial(owner, "Create a lead");
    await form(owner, "Create a lead").getByText("This is not a sandbox").waitFor();
    const made = await send(owner, "Create a lead");
    expect(made.status).toBe("201");
    expect(made.body).toContain('"name": "John Doe"');

    await openTrial(owner, "List the leads of a business");
    const listed = await send(owner, "List the leads of a business");
    expect(listed.status).toBe("200");
    expect(listed.body).toContain('"total": 1');
    await openPage(owner, `${app.url}/leads`);
    await owner.getByText("John Doe").first().waitFor();
  });

  it("books from the example as it stands, in the future, and is refused the second time", async () => {
    await openPage(owner, `${app.url}/reference/micro8gents`);
    await openTrial(owner, "Create a booking");
    expect((await send(owner, "Create a booking")).status).toBe("201");
    const again = await send(owner, "Create a booking");
    expect(again.status).toBe("409");
  });

  it("asks for the part of an address that is missing, and shows a body that is wrong", async () => {
    await openPage(owner, `${app.url}/reference/cloudgreet`);
    await openTrial(owner, "Get a lead");
    await form(owner, "Get a lead").getByRole("button", { name: "Send GET" }).click();
    await form(owner, "Get a lead").getByText("Fill in id: it is part of the address.").waitFor();
    await form(owner, "Get a lead").getByLabel("id").fill("lead_x");
    expect((await send(owner, "Get a lead")).status).toBe("404");

    await openTrial(owner, "Create a lead");
    await form(owner, "Create a lead").getByLabel("Body").fill("{");
    expect((await send(owner, "Create a lead")).status).toBe("400");
    await form(owner, "Create a lead").getByText("This is not valid JSON.").waitFor();
  });

  it.each(["light", "dark"] as const)(
    "is accessible in %s, forms and answers included",
    async (colorScheme) => {
      await owner.emulateMedia({ colorScheme });
      await owner.evaluate(() => {
        for (const fold of document.querySelectorAll("details")) fold.open = true;
      });
      expect(await faultsOf(owner, { within: PARTS })).toEqual([]);
    },
  );

  it("fits a phone, everything unfolded", async () => {
    await owner.setViewportSize({ width: 360, height: 740 });
    const width = () => owner.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBe(360);
    for (const path of ["/reference", "/reference/micro8gents"]) {
      await openPage(owner, `${app.url}${path}`);
      expect(await width()).toBe(360);
    }
  });
});

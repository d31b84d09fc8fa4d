import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { faultsOf, openPage, settledFocus, signUp } from "../support/page";
import { sharedApp } from "../support/shared-app";

const SECTIONS = ["Hours", "Services", "What it knows", "Hand-off", "Tests", "Versions", "Greeting"];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const app = sharedApp();
let browser: Browser;
let page: Page;

const notice = (text: RegExp) => page.getByRole("alert").filter({ hasText: text }).first();
const people = () => page.getByRole("navigation", { name: "Your receptionists" });
const person = (name: string) => people().getByRole("link", { name });
const section = (name: string) =>
  page.getByRole("navigation", { name: "Receptionist", exact: true }).getByRole("link", { name });
const hours = () => page.getByRole("region", { name: "When Nora answers" });

const open = (address: string) => openPage(page, app.url + address);

async function openNora(): Promise<void> {
  await open("/receptionist");
  await person("Nora").click();
  await page.waitForURL("**/receptionist?agent=*");
}

/** Rings the practice number, and waits for these first words. */
async function hears(words: RegExp): Promise<void> {
  await open("/phone");
  await page.getByRole("button", { name: "Ring", exact: true }).click();
  await page.getByText(words).first().waitFor();
  await page.getByRole("button", { name: "Hang up" }).click();
  await page.getByRole("button", { name: "Ring again" }).waitFor();
}

async function publish(): Promise<void> {
  const draft = page.getByRole("region", { name: "Draft" });
  await draft.getByRole("button", { name: "Publish" }).click();
  await draft.waitFor({ state: "detached" });
}

beforeAll(async () => {
  browser = await launchBrowser();
  const context = await browser.newContext({
    locale: "en-US",
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
  });
  page = await context.newPage();
  await signUp(page, app.url, "Fern Salon", "fern@agents.example");
});

afterAll(async () => {
  await browser?.close();
});

describe("a second receptionist", () => {
  it("is added from the keyboard, takes no calls yet, and is switched on", async () => {
    await open("/receptionist");
    expect(await people().count()).toBe(0);
    await page.getByRole("button", { name: "Add a receptionist" }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Add a receptionist" });
    await dialog.waitFor();
    await settledFocus(page);
    await page.keyboard.type("Nora");
    await dialog.getByLabel("Greeting").fill("Good day, this is Nora.");
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
    await page.waitForURL("**/receptionist?agent=*");
    await person("Nora").getByText("Not answering").waitFor();
    expect(await person("Nora").getAttribute("aria-current")).toBe("true");
    expect(await page.getByLabel("Greeting").inputValue()).toBe("Good day, this is Nora.");
    await page.getByRole("switch", { name: "Answering calls" }).focus();
    await page.keyboard.press("Space");
    await person("Nora").getByText("Answering calls").waitFor();
  });

  it("stays chosen from section to section", async () => {
    await openNora();
    const { search } = new URL(page.url());
    for (const name of SECTIONS) {
      await section(name).click();
      await page.locator("a[aria-current=page]", { hasText: name }).first().waitFor();
      expect(new URL(page.url()).search).toBe(search);
      expect(await person("Nora").getAttribute("aria-current")).toBe("true");
    }
    await person("Receptionist").click();
    await page.locator("a[aria-current=true]", { hasText: "Receptionist" }).waitFor();
    expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Receptionist");
  });

  it("answers the number that it is given", async () => {
    await open("/phone");
    await page.getByRole("button", { name: "Get a practice number" }).click();
    await page.getByRole("button", { name: "Ring", exact: true }).waitFor();
    await hears(/Thank you for calling Fern Salon/);
    await openNora();
    await page.getByRole("checkbox", { name: /Practice number/ }).check();
    await notice(/is answered by Nora/).waitFor();
    await hears(/Good day, this is Nora/);
  });

  it("has hours of its own, outside which the other one answers", async () => {
    await openNora();
    await section("Hours").click();
    await hours().getByRole("switch", { name: "At any time" }).focus();
    await page.keyboard.press("Space");
    const now = new Date().getUTCDay();
    const far = DAYS[(now + 3) % 7] ?? "";
    for (const day of DAYS) {
      const isOn = hours().getByRole("switch", { name: day });
      if ((await isOn.isChecked()) !== (day === far)) {
        await isOn.focus();
        await page.keyboard.press("Space");
      }
    }
    await hours().getByRole("button", { name: "Save hours as draft" }).click();
    await notice(/hours count once/).waitFor();
    await publish();
    await person("Nora").getByText("Outside its hours").waitFor();
    await hears(/Thank you for calling Fern Salon/);
  });

  it("refuses a week without a day, and works at any time again", async () => {
    await openNora();
    await section("Hours").click();
    for (const day of DAYS) {
      const isOn = hours().getByRole("switch", { name: day });
      if (await isOn.isChecked()) {
        await isOn.focus();
        await page.keyboard.press("Space");
      }
    }
    await hours().getByRole("button", { name: "Save hours as draft" }).click();
    await hours()
      .getByText(/Choose at least one day/)
      .waitFor();
    await hours().getByRole("button", { name: "Discard", exact: true }).click();
    await hours().getByRole("switch", { name: "At any time" }).focus();
    await page.keyboard.press("Space");
    await notice(/answers at any time/).waitFor();
    await publish();
    await person("Nora").getByText("Answering calls").waitFor();
    await hears(/Good day, this is Nora/);
  });

  it("is stopped after a question that names who answers instead", async () => {
    await openNora();
    await page.getByRole("switch", { name: "Answering calls" }).focus();
    await page.keyboard.press("Space");
    await page.getByText("From the next call on, Receptionist answers instead.").waitFor();
    await settledFocus(page);
    await page.getByRole("button", { name: "Stop answering" }).click();
    await person("Nora").getByText("Not answering").waitFor();
    expect(await page.getByLabel("Greeting").inputValue()).toBe("Good day, this is Nora.");
    await hears(/Thank you for calling Fern Salon/);
  });

  it("has a voice of the list, or one that is typed, which is kept with a warning", async () => {
    await openNora();
    const voice = page.locator("input[name=voiceId]");
    await voice.fill("female");
    await page.getByRole("option", { name: /Myra/ }).click();
    await page.getByText("Myra: Female, American, young, by ElevenLabs").waitFor();
    await voice.fill("voice_123");
    await page.getByText(/There is no voice “voice_123”/).waitFor();
    await page.getByRole("button", { name: "Save draft" }).click();
    await notice(/Saved as a draft/).waitFor();
    await openPage(page, page.url());
    await page.getByText(/There is no voice “voice_123”/).waitFor();
    expect(await voice.inputValue()).toBe("voice_123");
    await publish();
  });

  it("has pages without faults, in light and dark, that fit a narrow screen", async () => {
    await openNora();
    const { search } = new URL(page.url());
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const place of ["", "/hours"]) {
        await open(`/receptionist${place}${search}`);
        expect(await faultsOf(page)).toEqual([]);
      }
    }
    await page.setViewportSize({ width: 360, height: 740 });
    for (const place of ["", "/hours"]) {
      await open(`/receptionist${place}${search}`);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    }
  });
});

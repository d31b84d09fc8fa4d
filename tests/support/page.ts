import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "playwright-core";

/** Frames without a change of focus after which none is on its way. */
const QUIET_FRAMES = 4;
/** Frames in which a page has not changed at all, after which it is complete. */
const STILL_FRAMES = 10;

/** What a visitor acts on; the hidden ones are a form's own or a library's measuring aids. */
const CONTROLS = ["button", "input", "select", "textarea"]
  .map((name) => `${name}:not([type=hidden]):not([aria-hidden=true])`)
  .join();

/**
 * Opens an address, or loads it anew, and waits until React has taken over its fields and buttons: what comes
 * earlier is lost. Every part is then in its place and there once: one still arriving is there twice, once hidden.
 */
export async function openPage(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForFunction(
    (controls) =>
      document.querySelector("[hidden][id^='S:']") === null &&
      [...document.querySelectorAll(controls)].every((element) =>
        Object.keys(element).some((key) => key.startsWith("__react")),
      ),
    CONTROLS,
  );
}

/** A text that can be seen: on a page that a click has led to, a part still arriving is there twice, once hidden. */
export const shown = (page: Page, text: string | RegExp): Locator =>
  page.getByText(text).filter({ visible: true });

/** Waits until a page stands still: for some frames nothing of it has changed, come in or faded. */
export async function settledPage(page: Page): Promise<void> {
  await page.evaluate(
    (stillFrames) =>
      new Promise<void>((resolve) => {
        let still = 0;
        const changes = new MutationObserver(() => {
          still = 0;
        });
        changes.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        // A mark that turns for ever does not count.
        const isMoving = () =>
          document
            .getAnimations()
            .some(
              ({ playState, effect }) =>
                playState === "running" && effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY,
            );
        const look = () => {
          still = isMoving() ? 0 : still + 1;
          if (still < stillFrames) requestAnimationFrame(look);
          else {
            changes.disconnect();
            resolve();
          }
        };
        requestAnimationFrame(look);
      }),
    STILL_FRAMES,
  );
}

/**
 * Waits until the focus stands still. A dialog or a menu that opens puts the focus on its first part twice,
 * some milliseconds apart; a key that falls between the two would act on that part instead.
 */
export async function settledFocus(page: Page): Promise<void> {
  await page.evaluate(
    (quietFrames) =>
      new Promise<void>((resolve) => {
        let last = document.activeElement;
        let quiet = 0;
        const look = () => {
          quiet = document.activeElement === last ? quiet + 1 : 0;
          last = document.activeElement;
          if (quiet >= quietFrames) resolve();
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    QUIET_FRAMES,
  );
}

/**
 * What axe finds wrong with a page, as `rule: where`.
 * @param options.within looks at these parts only. `rules`: asks these only, such as the colours of the other scheme.
 */
export async function faultsOf(
  page: Page,
  options: { within?: readonly string[]; rules?: string[] } = {},
): Promise<string[]> {
  // The newer way opens a second page for every question, for frames of other origins: there are none here.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  for (const part of options.within ?? []) axe.include(part);
  if (options.rules) axe.withRules(options.rules);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** Makes an account with a business of its own, from the keyboard, and waits for its Home. */
export async function signUp(page: Page, appUrl: string, business: string, email: string): Promise<void> {
  await openPage(page, `${appUrl}/sign-up`);
  await page.getByLabel("Business name").fill(business);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill("a-good-password");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/home");
}

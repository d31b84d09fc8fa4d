import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    sharedAppUrl: string;
  }
}

/** The app that browser-setup.ts has started for all files: for tests that need no settings or log of their own. */
export const sharedApp = (): { url: string } => ({ url: inject("sharedAppUrl") });

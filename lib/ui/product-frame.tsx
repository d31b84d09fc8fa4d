import "@mantine/core/styles.layer.css";
import "@mantine/dates/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "./global.css";
import { ColorSchemeScript } from "@mantine/core";
import type { ReactNode } from "react";
import { AppProviders } from "./app-providers";

/** Styles, colour scheme and providers of the product's own pages: the site, signing in, the dashboard. */
export function ProductFrame({ children }: { children: ReactNode }) {
  return (
    <>
      <ColorSchemeScript defaultColorScheme="auto" />
      <AppProviders>{children}</AppProviders>
    </>
  );
}

"use client";

import { MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import type { ReactNode } from "react";
import { cssVariables, theme } from "./theme";

/** Theme, dialogs and notices of every page. */
export function AppProviders({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <ModalsProvider labels={{ confirm: "Confirm", cancel: "Go back" }}>
        {children}
        <Notifications position="bottom-right" limit={3} containerWidth={400} />
      </ModalsProvider>
    </MantineProvider>
  );
}

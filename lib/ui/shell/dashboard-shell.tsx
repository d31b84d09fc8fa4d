"use client";

import { AppShell, Box, Group, Text } from "@mantine/core";
import Link from "next/link";
import type { ReactNode } from "react";
import { Mark } from "../logo";
import { type Account, type AccountActions, AccountMenu } from "./account-menu";
import { DemoBadge } from "./demo-badge";
import { PlaceLinks, type VisiblePlace } from "./place-links";
import classes from "./shell.module.css";

const BAR_HEIGHT = 60;

/** The frame of every dashboard page: places at the side, on a phone at the foot. */
export function DashboardShell({
  account,
  actions,
  places,
  demo,
  children,
}: {
  account: Account;
  actions: AccountActions;
  /** The places this person may go to. */
  places: readonly VisiblePlace[];
  /** Set where no real phone is attached. */
  demo: { sendsMail: boolean } | null;
  children: ReactNode;
}) {
  const name = (
    <Link href="/home" style={{ color: "inherit", textDecoration: "none", borderRadius: 8, minWidth: 0 }}>
      <Group gap={10} wrap="nowrap" miw={0}>
        <Mark size={30} />
        <Text component="span" fw={650} lineClamp={2} lh={1.2} miw={0}>
          {account.business.name}
        </Text>
      </Group>
    </Link>
  );
  return (
    <AppShell
      header={{ height: { base: 58, sm: 0 } }}
      footer={{ height: { base: BAR_HEIGHT, sm: 0 } }}
      navbar={{ width: 244, breakpoint: "sm", collapsed: { mobile: true } }}
      padding={{ base: 4, sm: "md" }}
      withBorder={false}
      transitionDuration={0}
    >
      <a href="#content" className="fd-skip-link">
        Skip to the content
      </a>
      <AppShell.Header className={classes.header} hiddenFrom="sm">
        {name}
        <Group gap="xs" wrap="nowrap">
          {demo ? <DemoBadge {...demo} /> : null}
          <AccountMenu account={account} actions={actions} isCompact />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} visibleFrom="sm" component="div">
        <Box component="header" px={10} pb="md">
          {name}
        </Box>
        <nav aria-label="Places" style={{ flex: 1 }}>
          <PlaceLinks shown={places} look="side" />
        </nav>
        {demo ? (
          <Box px={10} pb={6}>
            <DemoBadge {...demo} />
          </Box>
        ) : null}
        <AccountMenu account={account} actions={actions} />
      </AppShell.Navbar>
      <AppShell.Main className={classes.main} id="content" tabIndex={-1}>
        <div className={classes.content}>{children}</div>
      </AppShell.Main>
      <AppShell.Footer className={classes.footer} hiddenFrom="sm" component="div">
        <nav aria-label="Places" style={{ height: "100%" }}>
          <PlaceLinks shown={places} look="bar" />
        </nav>
      </AppShell.Footer>
    </AppShell>
  );
}

"use client";

import { Avatar, Box, Menu, Text, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconApi, IconBell, IconCheck, IconLogout, IconSelector, IconUser } from "@tabler/icons-react";
import Link from "next/link";
import { useTransition } from "react";
import { ColorSchemeItems } from "../color-scheme";
import { initialsOf } from "../format";
import classes from "./shell.module.css";

export interface Account {
  user: { name: string; email: string };
  business: { id: string; name: string };
  /** The businesses that the person may change to, with the current one. */
  businesses: { id: string; name: string }[];
  /** Whether they may say what the owner is told. */
  canSetNotifications: boolean;
}

export interface AccountActions {
  signOut(): Promise<void>;
  switchBusiness(businessId: string): Promise<void>;
}

function Person({ user }: { user: Account["user"] }) {
  return (
    <>
      <Text component="span" display="block" size="sm" fw={600} truncate lh={1.3}>
        {user.name}
      </Text>
      <Text component="span" display="block" size="xs" c="dimmed" truncate>
        {user.email}
      </Text>
    </>
  );
}

/** The person signed in: which business, their account, what is told, light or dark, sign out. */
export function AccountMenu({
  account,
  actions,
  isCompact = false,
}: {
  account: Account;
  actions: AccountActions;
  isCompact?: boolean;
}) {
  const [isLeaving, startLeaving] = useTransition();
  const { user, business, businesses, canSetNotifications } = account;
  const initials = initialsOf(user.name);
  return (
    <Menu
      position={isCompact ? "bottom-end" : "top-start"}
      width={isCompact ? 252 : "target"}
      radius="lg"
      shadow="md"
      withinPortal={!isCompact}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <UnstyledButton
          className={isCompact ? undefined : classes.button}
          aria-label={isCompact ? `${initials}, account of ${user.name}, ${user.email}` : undefined}
          aria-busy={isLeaving}
          style={isCompact ? { borderRadius: 99 } : undefined}
        >
          <Avatar size={34} radius="xl" color="lagoon" variant="light" aria-hidden="true">
            {initials}
          </Avatar>
          {isCompact ? null : (
            <>
              <VisuallyHidden>Account</VisuallyHidden>
              <Box className={classes.grow}>
                <Person user={user} />
              </Box>
              <IconSelector size={16} color="var(--fd-soft)" aria-hidden="true" />
            </>
          )}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {isCompact ? (
          <Box px="sm" py={6} aria-hidden="true">
            <Person user={user} />
          </Box>
        ) : null}
        {businesses.length > 1 ? (
          <>
            <Menu.Label>Business</Menu.Label>
            {businesses.map(({ id, name }) => (
              <Menu.Item
                key={id}
                aria-current={id === business.id ? "true" : undefined}
                rightSection={id === business.id ? <IconCheck size={16} aria-hidden="true" /> : null}
                onClick={() => {
                  if (id !== business.id) startLeaving(() => actions.switchBusiness(id));
                }}
              >
                {name}
              </Menu.Item>
            ))}
            <Menu.Divider />
          </>
        ) : null}
        <Menu.Item
          component={Link}
          href="/account"
          leftSection={<IconUser size={16} stroke={1.7} aria-hidden="true" />}
        >
          Your account
        </Menu.Item>
        <Menu.Divider />
        {canSetNotifications ? (
          <>
            <Menu.Item
              component={Link}
              href="/notifications"
              leftSection={<IconBell size={16} stroke={1.7} aria-hidden="true" />}
            >
              Notifications
            </Menu.Item>
            <Menu.Divider />
          </>
        ) : null}
        <Menu.Item
          component={Link}
          href="/reference"
          leftSection={<IconApi size={16} stroke={1.7} aria-hidden="true" />}
        >
          API reference
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>Appearance</Menu.Label>
        <ColorSchemeItems />
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={16} stroke={1.7} aria-hidden="true" />}
          onClick={() => startLeaving(() => actions.signOut())}
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

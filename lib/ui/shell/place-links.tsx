"use client";

import { Menu, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { isWithin, PLACES } from "./navigation";
import classes from "./shell.module.css";

const BAR_SPACES = 5;

/** A place that somebody may go to, and how much there is to see in it. */
export interface VisiblePlace {
  href: string;
  note?: { count: number; text: string };
}

type Places = typeof PLACES;

function Note({ note }: Pick<VisiblePlace, "note">) {
  if (!note) return null;
  return (
    <>
      <span className={classes.count} aria-hidden="true">
        {note.count}
      </span>
      <VisuallyHidden>, {note.text}</VisuallyHidden>
    </>
  );
}

function MorePlaces({ places, pathname }: { places: Places; pathname: string }) {
  const isHere = places.some(({ href }) => isWithin(pathname, href));
  return (
    <Menu position="top-end" width={220} radius="lg" shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes.tab} data-here={isHere || undefined} w="100%">
          <IconDots size={22} stroke={1.7} aria-hidden="true" />
          More
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {places.map(({ href, label, icon: Icon }) => (
          <Menu.Item
            key={href}
            component={Link}
            href={href}
            py={10}
            leftSection={<Icon size={20} stroke={1.7} aria-hidden="true" />}
            aria-current={isWithin(pathname, href) ? "page" : undefined}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The places as a list at the side, or as a bar at the foot of a phone; what has no room there is in its menu. */
export function PlaceLinks({ shown, look }: { shown: readonly VisiblePlace[]; look: "side" | "bar" }) {
  const pathname = usePathname();
  const visible = PLACES.filter(({ href }) => shown.some((place) => place.href === href));
  const noteOf = (href: string) => shown.find((place) => place.href === href)?.note;
  const isCrowded = look === "bar" && visible.length > BAR_SPACES;
  const places = isCrowded ? visible.slice(0, BAR_SPACES - 1) : visible;
  return (
    <ul className={look === "bar" ? classes.tabs : classes.places}>
      {places.map(({ href, label, icon: Icon }) => (
        <li key={href}>
          <Link
            href={href}
            className={look === "bar" ? classes.tab : classes.place}
            aria-current={isWithin(pathname, href) ? "page" : undefined}
          >
            <Icon size={look === "bar" ? 22 : 20} stroke={1.7} aria-hidden="true" />
            {label}
            <Note note={noteOf(href)} />
          </Link>
        </li>
      ))}
      {isCrowded ? (
        <li>
          <MorePlaces places={visible.slice(BAR_SPACES - 1)} pathname={pathname} />
        </li>
      ) : null}
    </ul>
  );
}

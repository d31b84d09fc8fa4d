"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { isWithin, PLACES } from "./navigation";
import classes from "./shell.module.css";

const BAR_PLACES = 5;

/** The places as a list at the side, or as a bar at the foot of a phone. */
export function PlaceLinks({ hrefs, look }: { hrefs: readonly string[]; look: "side" | "bar" }) {
  const pathname = usePathname();
  const visible = PLACES.filter(({ href }) => hrefs.includes(href));
  const places = look === "bar" ? visible.slice(0, BAR_PLACES) : visible;
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
          </Link>
        </li>
      ))}
    </ul>
  );
}

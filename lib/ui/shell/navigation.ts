import { IconCalendarWeek, IconHome2, IconMessage2Bolt, IconPhoneCall } from "@tabler/icons-react";

/** The places of the dashboard, in the order people look for them. Phones show the first five in a bar. */
export const PLACES = [
  { href: "/home", label: "Home", icon: IconHome2 },
  { href: "/calls", label: "Calls", icon: IconPhoneCall },
  { href: "/calendar", label: "Calendar", icon: IconCalendarWeek },
  { href: "/phone", label: "Phone", icon: IconMessage2Bolt },
] as const;

/** Whether a path lies in a place. */
export const isWithin = (pathname: string, href: string): boolean =>
  pathname === href || pathname.startsWith(`${href}/`);

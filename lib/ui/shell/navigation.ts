import {
  IconAddressBook,
  IconBroadcast,
  IconCalendarWeek,
  IconCreditCard,
  IconDeviceLandlinePhone,
  IconHeadset,
  IconHome2,
  IconMail,
  IconPhoneCall,
  IconPlugConnected,
  IconUserHeart,
  IconUsersGroup,
} from "@tabler/icons-react";
import type { Permission } from "@/lib/domain/permissions";

/** A place of the dashboard; `onlyFor`: what its visitors must be permitted to do. */
interface Place {
  href: string;
  label: string;
  icon: typeof IconHome2;
  onlyFor?: Permission;
}

/** The places of the dashboard, in the order people look for them. Phones show the first in a bar, and the rest in its menu. */
export const PLACES: readonly Place[] = [
  { href: "/home", label: "Home", icon: IconHome2 },
  { href: "/live", label: "Live", icon: IconBroadcast },
  { href: "/calls", label: "Calls", icon: IconPhoneCall },
  { href: "/calendar", label: "Calendar", icon: IconCalendarWeek },
  { href: "/leads", label: "Leads", icon: IconUserHeart },
  { href: "/contacts", label: "Contacts", icon: IconAddressBook },
  { href: "/receptionist", label: "Receptionist", icon: IconHeadset },
  { href: "/phone", label: "Phone", icon: IconDeviceLandlinePhone },
  { href: "/team", label: "Team", icon: IconUsersGroup },
  { href: "/mail", label: "Mail", icon: IconMail, onlyFor: "business:write" },
  { href: "/integrations", label: "Connections", icon: IconPlugConnected, onlyFor: "integration:write" },
  { href: "/billing", label: "Plan", icon: IconCreditCard, onlyFor: "billing:read" },
];

/** Whether a path lies in a place. */
export const isWithin = (pathname: string, href: string): boolean =>
  pathname === href || pathname.startsWith(`${href}/`);

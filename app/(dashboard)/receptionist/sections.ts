import type { Section } from "@/lib/ui/section-nav";

/** The sections of the receptionist, in the order an owner sets them up. */
export const SECTIONS: readonly Section[] = [
  { href: "/receptionist", label: "Greeting" },
  { href: "/receptionist/hours", label: "Hours" },
  { href: "/receptionist/services", label: "Services" },
  { href: "/receptionist/knowledge", label: "What it knows" },
  { href: "/receptionist/hand-off", label: "Hand-off" },
  { href: "/receptionist/tests", label: "Tests" },
  { href: "/receptionist/versions", label: "Versions" },
];

/** Where nothing belongs to one receptionist alone. */
export const SHARED: readonly string[] = ["/receptionist/services", "/receptionist/knowledge"];

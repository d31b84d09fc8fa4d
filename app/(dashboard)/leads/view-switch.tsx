import { Group } from "@mantine/core";
import { LinkButton } from "@/lib/ui/links";

const VIEWS = [
  { view: "list", label: "List", href: "/leads" },
  { view: "board", label: "Board", href: "/leads/board" },
] as const;

/** The two ways to look at leads. */
export function ViewSwitch({ view }: { view: (typeof VIEWS)[number]["view"] }) {
  return (
    <Group gap={6} component="nav" aria-label="How to show the leads">
      {VIEWS.map((choice) => (
        <LinkButton
          key={choice.view}
          href={choice.href}
          size="sm"
          variant={choice.view === view ? "light" : "subtle"}
          aria-current={choice.view === view ? "page" : undefined}
        >
          {choice.label}
        </LinkButton>
      ))}
    </Group>
  );
}

import { Group, Text } from "@mantine/core";

/** The desk bell, the product's mark. Decorative: the name stands beside it or on its link. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" fill="#166d63" />
      <circle cx="16" cy="9.2" r="1.9" fill="#b0ddd5" />
      <path d="M6.8 20.6a9.2 9.2 0 0 1 18.4 0z" fill="#fff" />
      <rect x="5" y="22.2" width="22" height="2.6" rx="1.3" fill="#82c8bd" />
    </svg>
  );
}

/** Mark and name. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <Group gap={10} wrap="nowrap">
      <Mark size={size} />
      <Text component="span" fw={680} fz={size * 0.64} lh={1} style={{ letterSpacing: "-0.02em" }}>
        Frontdesk
      </Text>
    </Group>
  );
}

import { Anchor, Badge, Group, Text } from "@mantine/core";
import type { MessageDelivery } from "@/lib/domain/leads";
import type { TextMedia } from "@/lib/domain/texts";
import { DELIVERY } from "./text-words";

/** How far a message of ours has got. */
export function DeliveryBadge({ delivery }: { delivery: MessageDelivery }) {
  const { label, color } = DELIVERY[delivery.status];
  return (
    <Badge component="span" variant="light" color={color} tt="none" ml={6}>
      {label}
    </Badge>
  );
}

/** Why a message did not arrive. */
export function DeliveryReason({ delivery }: { delivery: MessageDelivery | null }) {
  if (delivery?.status !== "failed" || !delivery.error) return null;
  return (
    <Text size="sm" c="var(--mantine-color-error)" mt={2}>
      {delivery.error}
    </Text>
  );
}

/** What came along with a message: pictures to look at, of anything else that it is not kept. */
export function MediaLinks({ media }: { media: readonly TextMedia[] }) {
  if (media.length === 0) return null;
  return (
    <Group gap="sm" mt={4}>
      {media.map(({ url }, index) => {
        const name = media.length === 1 ? "the picture" : `picture ${index + 1}`;
        return url === null ? (
          <Text key={name} size="sm" c="dimmed">
            A file that is not kept
          </Text>
        ) : (
          <Anchor key={name} href={url} target="_blank" rel="noreferrer" size="sm">
            Open {name}
          </Anchor>
        );
      })}
    </Group>
  );
}

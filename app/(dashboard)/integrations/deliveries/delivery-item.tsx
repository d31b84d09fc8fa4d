import { Code, List, ListItem, Stack, Text } from "@mantine/core";
import type { WebhookDelivery } from "@/lib/domain/webhooks";
import { FoldRow } from "@/lib/ui/fold-row";
import { attemptWords, EVENT_WORDS, stateOf } from "./delivery-words";
import { SendAgainButton } from "./send-again-button";

/** One event in the list: what happened and how far the news got; opened, every try and another one. */
export function DeliveryItem({
  delivery,
  momentOf,
}: {
  delivery: WebhookDelivery;
  momentOf: (instant: Date) => string;
}) {
  const { id, status, problem, attempts, attemptCount, eventType, occurredAt } = delivery;
  const [what, when] = [EVENT_WORDS[eventType], momentOf(occurredAt)];
  const earlier = attemptCount - attempts.length;
  return (
    <FoldRow title={what} detail={problem} state={stateOf(delivery)} when={when}>
      <Stack gap="sm" align="start">
        {attempts.length === 0 ? (
          <Text size="sm" c="dimmed">
            It has not been tried yet.
          </Text>
        ) : (
          <List size="sm" spacing={6} aria-label="Tries">
            {attempts.map((attempt) => (
              <ListItem key={attempt.at}>
                <Text component="span" size="sm" c="dimmed" className="fd-numbers">
                  {momentOf(new Date(attempt.at))}
                </Text>
                {` · ${attemptWords(attempt)}`}
                {attempt.problem && attempt.answer ? (
                  <Code block mt={4} style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                    {attempt.answer}
                  </Code>
                ) : null}
              </ListItem>
            ))}
          </List>
        )}
        {earlier > 0 ? (
          <Text
            size="sm"
            c="dimmed"
          >{`${earlier} earlier ${earlier === 1 ? "try is" : "tries are"} not shown.`}</Text>
        ) : null}
        {status === "waiting" ? null : <SendAgainButton id={id} about={`${what}, ${when}`} />}
      </Stack>
    </FoldRow>
  );
}

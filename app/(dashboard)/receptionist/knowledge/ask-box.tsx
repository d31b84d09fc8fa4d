"use client";

import { Anchor, Button, Text, TextInput } from "@mantine/core";
import { IconMessageChatbot } from "@tabler/icons-react";
import { useState } from "react";
import type { KnowledgeHit } from "@/lib/domain/knowledge";
import { Panel } from "@/lib/ui/panel";
import { useActionForm } from "@/lib/ui/use-action-form";
import { askAction } from "./actions";
import classes from "./knowledge.module.css";

interface Answered {
  question: string;
  hits: KnowledgeHit[];
}

const SOURCES: Record<KnowledgeHit["source"]["kind"], string> = {
  faq: "your questions and answers",
  business: "your hours and contact details",
  service: "your services",
};

function Source({ hit, onEdit }: { hit: KnowledgeHit; onEdit: ((id: string) => void) | null }) {
  const { kind, id, question } = hit.source;
  const percent = Math.round(hit.relevance * 100);
  return (
    <div className={classes.source}>
      <span>
        From {question ? <>“{question}”</> : SOURCES[kind]}
        {kind === "faq" && id && onEdit ? (
          <>
            {" · "}
            <Anchor component="button" type="button" inherit underline="always" onClick={() => onEdit(id)}>
              Edit
            </Anchor>
          </>
        ) : null}
      </span>
      <span className={classes.match}>
        <span className={classes.meter} aria-hidden="true">
          <span style={{ width: `${percent}%` }} />
        </span>
        {percent}% match
      </span>
    </div>
  );
}

function Answer({
  answered,
  onAdd,
  onEdit,
}: {
  answered: Answered;
  onAdd: ((question: string) => void) | null;
  onEdit: ((id: string) => void) | null;
}) {
  const [best, ...others] = answered.hits;
  if (!best) {
    return (
      <div className={classes.reply}>
        <p className={classes.bubble} data-unknown>
          It does not know. It says so, and offers to take a message.
        </p>
        {onAdd ? (
          <Button variant="light" size="xs" mt={10} onClick={() => onAdd(answered.question)}>
            Write the answer
          </Button>
        ) : null}
      </div>
    );
  }
  return (
    <div className={classes.reply}>
      <p className={classes.bubble}>{best.answer}</p>
      <Source hit={best} onEdit={onEdit} />
      {others.length > 0 ? (
        <details className={classes.others}>
          <summary>Also found, but less fitting</summary>
          <ul>
            {others.map((hit) => (
              <li key={`${hit.source.kind} ${hit.source.id} ${hit.answer}`}>
                <Text size="sm">{hit.answer}</Text>
                <Source hit={hit} onEdit={onEdit} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}

/** A caller's question, and what the receptionist would answer, from where. */
export function AskBox({
  onAdd,
  onEdit,
}: {
  /** Null for those who may not write. */
  onAdd: ((question: string) => void) | null;
  onEdit: ((id: string) => void) | null;
}) {
  const [answered, setAnswered] = useState<Answered | null>(null);
  const { form, outcome, isPending, formProps } = useActionForm({
    initialValues: { question: "" },
    send: askAction,
    onDone: (hits, { question }) => setAnswered({ question: question.trim(), hits }),
  });
  const isGeneral = outcome !== null && !outcome.ok && Object.keys(outcome.fields).length === 0;
  return (
    <Panel id="ask" title="Ask it">
      <form {...formProps} className={classes.ask}>
        <TextInput
          aria-label="A caller's question"
          placeholder="Do you take walk-ins?"
          size="md"
          maxLength={1000}
          leftSection={<IconMessageChatbot size={18} stroke={1.7} aria-hidden="true" />}
          {...form.getInputProps("question")}
          error={form.errors.question ?? (isGeneral ? outcome.error : undefined)}
        />
        <Button type="submit" size="md" loading={isPending}>
          Ask
        </Button>
      </form>
      <div aria-live="polite">
        {answered ? <Answer answered={answered} onAdd={onAdd} onEdit={onEdit} /> : null}
      </div>
    </Panel>
  );
}

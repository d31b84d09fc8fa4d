"use client";

import { ActionIcon, Box, Button, Group, Text, TextInput } from "@mantine/core";
import { IconMessageQuestion, IconPlus, IconSearch, IconSearchOff, IconX } from "@tabler/icons-react";
import { useOptimistic, useRef, useState, useTransition } from "react";
import { reached } from "@/lib/ui/action-result";
import { EmptyNote } from "@/lib/ui/empty-note";
import { countOf } from "@/lib/ui/format";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import { Panel } from "@/lib/ui/panel";
import rows from "@/lib/ui/rows.module.css";
import page from "../receptionist.module.css";
import { removeFaqAction, saveFaqAction } from "./actions";
import type { FaqDraft } from "./faq-dialog";
import classes from "./knowledge.module.css";

export interface FaqView {
  id: string;
  question: string;
  answer: string;
  position: number;
}

const SEARCH_FROM = 6;

/** Whether every word of a search stands in a question or its answer. */
const matches = ({ question, answer }: FaqView, search: string): boolean => {
  const text = `${question} ${answer}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};

function FaqRow({
  faq,
  canWrite,
  onEdit,
  onRemove,
}: {
  faq: FaqView;
  canWrite: boolean;
  onEdit: () => void;
  onRemove: () => void;
}) {
  return (
    <li className={`${rows.row} ${page.wrapping}`}>
      <div className={rows.grow}>
        <Text fw={600}>{faq.question}</Text>
        <Text mt={2} className={classes.answer}>
          {faq.answer}
        </Text>
      </div>
      {canWrite ? (
        <Group gap={4} wrap="nowrap" className={page.actions}>
          <Button variant="default" size="xs" aria-label={`Edit: ${faq.question}`} onClick={onEdit}>
            Edit
          </Button>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            aria-label={`Remove: ${faq.question}`}
            onClick={onRemove}
          >
            <IconX size={16} aria-hidden="true" />
          </ActionIcon>
        </Group>
      ) : null}
    </li>
  );
}

/** The questions and answers that the owner wrote. */
export function FaqList({
  faqs,
  canWrite,
  onEdit,
}: {
  faqs: FaqView[];
  canWrite: boolean;
  onEdit: (faq: FaqDraft) => void;
}) {
  const [present, hide] = useOptimistic(faqs, (current: FaqView[], id: string) =>
    current.filter((faq) => faq.id !== id),
  );
  const [search, setSearch] = useState("");
  const [, startTransition] = useTransition();
  const list = useRef<HTMLDivElement>(null);
  const wanted = search.trim();
  const shown = wanted ? present.filter((faq) => matches(faq, wanted)) : present;

  const restore = ({ id: _, ...faq }: FaqView) =>
    startTransition(async () => {
      const result = await reached(saveFaqAction(faq));
      if (!result.ok) tellTrouble(result.error);
    });
  const remove = (faq: FaqView) => {
    list.current?.focus();
    startTransition(async () => {
      hide(faq.id);
      const result = await reached(removeFaqAction(faq.id));
      if (result.ok) tellDone(`Removed: ${faq.question}`, { label: "Undo", run: () => restore(faq) });
      else tellTrouble(result.error);
    });
  };

  const add = (
    <Button
      size="xs"
      leftSection={<IconPlus size={15} aria-hidden="true" />}
      aria-label="Add a question"
      onClick={() => onEdit({ question: "", answer: "" })}
    >
      Add
    </Button>
  );
  return (
    <Panel id="faqs" title="Questions and answers" flush aside={canWrite && present.length > 0 ? add : null}>
      {faqs.length >= SEARCH_FROM ? (
        <Box className={classes.search}>
          <TextInput
            aria-label="Search questions and answers"
            placeholder="Search"
            leftSection={<IconSearch size={16} stroke={1.7} aria-hidden="true" />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <Text size="sm" c="dimmed" role="status" className="fd-numbers">
            {wanted ? `${shown.length} of ${present.length}` : countOf(present.length, "question")}
          </Text>
        </Box>
      ) : null}
      <div ref={list} tabIndex={-1} style={{ outline: "none" }}>
        {present.length === 0 ? (
          <EmptyNote
            icon={<IconMessageQuestion size={34} stroke={1.4} />}
            title="Nothing written yet"
            action={canWrite ? add : null}
          >
            Write down what people ask you on the phone. Hours, services, prices and the address it knows
            already.
          </EmptyNote>
        ) : shown.length === 0 ? (
          <EmptyNote icon={<IconSearchOff size={34} stroke={1.4} />} title="Nothing matches">
            Try fewer or other words.
          </EmptyNote>
        ) : (
          <ul className={rows.rows}>
            {shown.map((faq) => (
              <FaqRow
                key={faq.id}
                faq={faq}
                canWrite={canWrite}
                onEdit={() => onEdit(faq)}
                onRemove={() => remove(faq)}
              />
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}

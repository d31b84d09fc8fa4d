"use client";

import { ActionIcon, Badge, Group, Menu, Text, Title } from "@mantine/core";
import { IconDotsVertical } from "@tabler/icons-react";
import { useOptimistic, useState, useTransition } from "react";
import type { LeadStatus } from "@/lib/domain/leads";
import { reached } from "@/lib/ui/action-result";
import { TextLink } from "@/lib/ui/links";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import { changeLeadAction } from "../actions";
import classes from "./board.module.css";

/** A lead on the board. */
export interface BoardCard {
  id: string;
  status: LeadStatus;
  name: string;
  wish: string;
  /** Since when, and its score. */
  note: string;
  marks: { label: string; color: string }[];
}

export interface BoardColumn {
  status: LeadStatus;
  label: string;
  /** How many leads stand here; the board shows the best of them. */
  total: number;
  href: string;
  cards: BoardCard[];
}

/** The columns after a card was put into another. */
function movedTo(columns: BoardColumn[], { card, to }: { card: BoardCard; to: LeadStatus }): BoardColumn[] {
  const from = columns.find(({ cards }) => cards.some(({ id }) => id === card.id))?.status;
  if (from === to) return columns;
  return columns.map((column) => {
    if (column.status === from) {
      const cards = column.cards.filter(({ id }) => id !== card.id);
      return { ...column, total: column.total - 1, cards };
    }
    if (column.status !== to) return column;
    return { ...column, total: column.total + 1, cards: [{ ...card, status: to }, ...column.cards] };
  });
}

function Card({
  card,
  columns,
  onMove,
  onDrag,
}: {
  card: BoardCard;
  columns: BoardColumn[];
  /** Missing for those who may only look. */
  onMove: ((to: LeadStatus) => void) | undefined;
  onDrag: (card: BoardCard | null) => void;
}) {
  return (
    <li
      className={classes.card}
      draggable={onMove !== undefined}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", card.name);
        onDrag(card);
      }}
      onDragEnd={() => onDrag(null)}
    >
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap={4}>
        <TextLink
          href={`/leads/${card.id}`}
          fw={600}
          prefetch={false}
          draggable={false}
          style={{ overflowWrap: "anywhere" }}
        >
          {card.name}
        </TextLink>
        {onMove ? (
          <Menu position="bottom-end" shadow="md" radius="md">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={`Move ${card.name}`}>
                <IconDotsVertical size={18} stroke={1.7} aria-hidden="true" />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>Move to</Menu.Label>
              {columns
                .filter(({ status }) => status !== card.status)
                .map(({ status, label }) => (
                  <Menu.Item key={status} onClick={() => onMove(status)}>
                    {label}
                  </Menu.Item>
                ))}
            </Menu.Dropdown>
          </Menu>
        ) : null}
      </Group>
      {card.wish ? (
        <Text size="sm" lineClamp={2} mt={2} pr={6}>
          {card.wish}
        </Text>
      ) : null}
      <Text size="sm" c="dimmed" mt={4} className="fd-numbers">
        {card.note}
      </Text>
      {card.marks.length > 0 ? (
        <Group gap={6} mt={6}>
          {card.marks.map(({ label, color }) => (
            <Badge key={label} variant="light" color={color}>
              {label}
            </Badge>
          ))}
        </Group>
      ) : null}
    </li>
  );
}

/** Leads in columns by where they stand. Moved by dragging or by menu, at once, and taken back if wanted. */
export function LeadBoard({ columns, isReadOnly }: { columns: BoardColumn[]; isReadOnly: boolean }) {
  const [shown, show] = useOptimistic(columns, movedTo);
  const [dragged, setDragged] = useState<BoardCard | null>(null);
  const [over, setOver] = useState<LeadStatus | null>(null);
  const [, startTransition] = useTransition();

  const move = (card: BoardCard, to: LeadStatus, isUndo = false) =>
    startTransition(async () => {
      show({ card, to });
      const result = await reached(changeLeadAction({ id: card.id, status: to }));
      const label = columns.find(({ status }) => status === to)?.label ?? to;
      if (!result.ok) tellTrouble(result.error);
      else if (isUndo) tellDone(`${card.name} is back in ${label}`);
      else {
        const undo = () => move({ ...card, status: to }, card.status, true);
        tellDone(`${card.name}: ${label}`, { label: "Undo", run: undo });
      }
    });

  return (
    <section className={classes.board} aria-label="Leads by status">
      {shown.map((column) => (
        <section
          key={column.status}
          aria-labelledby={`column-${column.status}`}
          className={`${classes.column} ${over === column.status ? classes.over : ""}`}
          onDragOver={(event) => {
            if (!dragged) return;
            event.preventDefault();
            setOver(column.status);
          }}
          onDragLeave={() => setOver(null)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(null);
            if (dragged && dragged.status !== column.status) move(dragged, column.status);
            setDragged(null);
          }}
        >
          <Group justify="space-between" gap={8} px={4}>
            <Title order={2} size="h5" id={`column-${column.status}`}>
              {column.label}
            </Title>
            <Text size="sm" c="dimmed" className="fd-numbers">
              {column.total}
            </Text>
          </Group>
          <ul className={classes.cards}>
            {column.cards.map((card) => (
              <Card
                key={card.id}
                card={card}
                columns={columns}
                onMove={isReadOnly ? undefined : (to) => move(card, to)}
                onDrag={setDragged}
              />
            ))}
          </ul>
          {column.total > column.cards.length ? (
            <Text size="sm" mt={10} px={4}>
              <TextLink href={column.href}>Show all {column.total}</TextLink>
            </Text>
          ) : null}
        </section>
      ))}
    </section>
  );
}

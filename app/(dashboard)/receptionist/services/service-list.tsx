"use client";

import { ActionIcon, Badge, Button, Group, Text, VisuallyHidden } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconListDetails, IconPlus } from "@tabler/icons-react";
import { useEffect, useOptimistic, useRef, useState, useTransition } from "react";
import { reached } from "@/lib/ui/action-result";
import { EmptyNote } from "@/lib/ui/empty-note";
import { tellTrouble } from "@/lib/ui/notices";
import { Panel } from "@/lib/ui/panel";
import rows from "@/lib/ui/rows.module.css";
import classes from "../receptionist.module.css";
import { orderServicesAction } from "./actions";
import { ServiceDialog } from "./service-dialog";
import type { ServiceView } from "./service-view";

type Direction = "up" | "down";

/** The list with one service a place further up or down. */
function moved(services: ServiceView[], id: string, direction: Direction): ServiceView[] {
  const from = services.findIndex((service) => service.id === id);
  const to = direction === "up" ? from - 1 : from + 1;
  const [service, other] = [services[from], services[to]];
  if (!service || !other) return services;
  return services.with(from, other).with(to, service);
}

/** What callers can book, in the order it is offered. */
export function ServiceList({
  services,
  currency,
  canWrite,
}: {
  services: ServiceView[];
  currency: string;
  canWrite: boolean;
}) {
  const [shown, show] = useOptimistic(services, (_, order: ServiceView[]) => order);
  const [edited, setEdited] = useState<ServiceView | "new" | null>(null);
  const [announcement, announce] = useState("");
  const [, startTransition] = useTransition();
  const list = useRef<HTMLUListElement>(null);
  const refocus = useRef<string | null>(null);
  // A row that moves takes its button out of the page for a moment, and the focus with it.
  useEffect(() => {
    if (refocus.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-move="${refocus.current}"]`)?.focus();
    refocus.current = null;
  });

  const move = (service: ServiceView, direction: Direction) => {
    const order = moved(shown, service.id, direction);
    if (order === shown) return;
    const place = order.findIndex(({ id }) => id === service.id);
    announce(`${service.name} is now number ${place + 1} of ${order.length}`);
    refocus.current = `${service.id} ${direction}`;
    startTransition(async () => {
      show(order);
      const result = await reached(orderServicesAction(order.map(({ id }) => id)));
      if (!result.ok) tellTrouble(result.error);
    });
  };

  const add = (
    <Button
      size="xs"
      leftSection={<IconPlus size={15} aria-hidden="true" />}
      aria-label="Add a service"
      onClick={() => setEdited("new")}
    >
      Add
    </Button>
  );

  return (
    <Panel
      id="services"
      title="What callers can book"
      flush
      aside={canWrite && shown.length > 0 ? add : null}
    >
      <VisuallyHidden role="status">{announcement}</VisuallyHidden>
      {shown.length === 0 ? (
        <EmptyNote
          icon={<IconListDetails size={34} stroke={1.4} />}
          title="No services yet"
          action={canWrite ? add : null}
        >
          Without services the receptionist cannot book anything. It tells callers their name, length and
          price.
        </EmptyNote>
      ) : (
        <ul ref={list} className={rows.rows}>
          {shown.map((service, index) => (
            <li key={service.id} className={`${rows.row} ${classes.wrapping}`}>
              <div className={rows.grow}>
                <Group gap={8}>
                  <Text fw={600}>{service.name}</Text>
                  {service.isActive ? null : (
                    <Badge color="gray" variant="light">
                      Not offered
                    </Badge>
                  )}
                </Group>
                <Text size="sm" className="fd-numbers">
                  {service.note}
                </Text>
                {service.description ? (
                  <Text size="sm" c="dimmed" mt={2}>
                    {service.description}
                  </Text>
                ) : null}
              </div>
              {canWrite ? (
                <Group gap={2} wrap="nowrap" className={classes.actions}>
                  {(["up", "down"] as const).map((direction) => {
                    const isEnd = index === (direction === "up" ? 0 : shown.length - 1);
                    const Icon = direction === "up" ? IconArrowUp : IconArrowDown;
                    return (
                      <ActionIcon
                        key={direction}
                        variant="subtle"
                        color="gray"
                        size={32}
                        aria-disabled={isEnd}
                        data-disabled={isEnd || undefined}
                        bg={isEnd ? "transparent" : undefined}
                        data-move={`${service.id} ${direction}`}
                        aria-label={`Move ${service.name} ${direction}`}
                        onClick={() => move(service, direction)}
                      >
                        <Icon size={17} stroke={1.7} aria-hidden="true" />
                      </ActionIcon>
                    );
                  })}
                  <Button
                    variant="default"
                    size="xs"
                    ml={6}
                    aria-label={`Edit ${service.name}`}
                    onClick={() => setEdited(service)}
                  >
                    Edit
                  </Button>
                </Group>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {edited ? (
        <ServiceDialog
          service={edited === "new" ? null : edited}
          currency={edited === "new" ? currency : edited.currency}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </Panel>
  );
}

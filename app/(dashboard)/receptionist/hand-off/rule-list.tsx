"use client";

import { ActionIcon, Button, Group, Text } from "@mantine/core";
import { IconArrowUp, IconPhoneOutgoing, IconPlus, IconX } from "@tabler/icons-react";
import { useOptimistic, useRef, useState, useTransition } from "react";
import type { HandOffRule } from "@/lib/domain/agents";
import { reached } from "@/lib/ui/action-result";
import { EmptyNote } from "@/lib/ui/empty-note";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import { Panel } from "@/lib/ui/panel";
import rows from "@/lib/ui/rows.module.css";
import classes from "../receptionist.module.css";
import { setRulesAction } from "./actions";
import { RuleDialog } from "./rule-dialog";
import { ruleText } from "./rule-words";

/** Whom callers are put through to: the first rule that fits wins. */
export function RuleList({
  agentId,
  rules,
  canWrite,
}: {
  agentId: string;
  rules: HandOffRule[];
  canWrite: boolean;
}) {
  const [shown, show] = useOptimistic(rules);
  const [edited, setEdited] = useState<{ rule: HandOffRule | null; index: number | null } | null>(null);
  const [, startTransition] = useTransition();
  const list = useRef<HTMLDivElement>(null);

  const set = (next: HandOffRule[], onDone?: () => void) =>
    startTransition(async () => {
      show(next);
      const result = await reached(setRulesAction({ agentId, rules: next }));
      if (!result.ok) tellTrouble(result.error);
      else onDone?.();
    });
  const remove = (rule: HandOffRule) => {
    list.current?.focus();
    set(
      shown.filter((one) => one !== rule),
      () => tellDone(`Removed from the draft: ${rule.label}`, { label: "Undo", run: () => set(shown) }),
    );
  };
  const moveUp = (index: number) => {
    const [rule, above] = [shown[index], shown[index - 1]];
    if (!rule || !above) return;
    set(shown.with(index - 1, rule).with(index, above), () =>
      tellDone(`${rule.label} is now number ${index} of ${shown.length}`),
    );
  };

  const add = (
    <Button
      size="xs"
      leftSection={<IconPlus size={15} aria-hidden="true" />}
      aria-label="Add a rule"
      onClick={() => setEdited({ rule: null, index: null })}
    >
      Add
    </Button>
  );
  return (
    <Panel id="rules" title="Who is rung, and when" flush aside={canWrite && shown.length > 0 ? add : null}>
      <div ref={list} tabIndex={-1} style={{ outline: "none" }}>
        {shown.length === 0 ? (
          <EmptyNote
            icon={<IconPhoneOutgoing size={34} stroke={1.4} />}
            title="No rules yet"
            action={canWrite ? add : null}
          >
            Callers who want a person are put through to the fallback numbers. With rules, billing questions
            can go to one person and emergencies to another.
          </EmptyNote>
        ) : (
          <ol className={rows.rows}>
            {shown.map((rule, index) => (
              <li key={`${rule.label} ${ruleText(rule)}`} className={`${rows.row} ${classes.wrapping}`}>
                <div className={rows.grow}>
                  <Text fw={600}>
                    {index + 1}. {rule.label}
                  </Text>
                  <Text size="sm" mt={2}>
                    {ruleText(rule)}
                  </Text>
                </div>
                {canWrite ? (
                  <Group gap={2} wrap="nowrap" className={classes.actions}>
                    {index > 0 ? (
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        size={32}
                        aria-label={`Move ${rule.label} up`}
                        onClick={() => moveUp(index)}
                      >
                        <IconArrowUp size={17} stroke={1.7} aria-hidden="true" />
                      </ActionIcon>
                    ) : null}
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={`Edit ${rule.label}`}
                      onClick={() => setEdited({ rule, index })}
                    >
                      Edit
                    </Button>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size={32}
                      aria-label={`Remove ${rule.label}`}
                      onClick={() => remove(rule)}
                    >
                      <IconX size={16} aria-hidden="true" />
                    </ActionIcon>
                  </Group>
                ) : null}
              </li>
            ))}
          </ol>
        )}
      </div>
      {edited ? <RuleDialog agentId={agentId} {...edited} onClose={() => setEdited(null)} /> : null}
    </Panel>
  );
}

"use client";

import { ActionIcon, Group, Select, Text } from "@mantine/core";
import { IconUserMinus } from "@tabler/icons-react";
import { useOptimistic, useRef, useTransition } from "react";
import type { GrantedRole, Role } from "@/lib/domain/permissions";
import { reached } from "@/lib/ui/action-result";
import { askFirst } from "@/lib/ui/ask-first";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import { Panel } from "@/lib/ui/panel";
import { ROLE_CHOICES, ROLE_WORDS } from "@/lib/ui/role-words";
import rows from "@/lib/ui/rows.module.css";
import { changeRoleAction, removeMemberAction } from "./actions";
import classes from "./team.module.css";

interface MemberView {
  id: string;
  role: Role;
  email: string;
  name: string;
  isSelf: boolean;
}

type Change = { id: string; role: Role } | { removedId: string };

const changed = (members: MemberView[], change: Change): MemberView[] =>
  "removedId" in change
    ? members.filter(({ id }) => id !== change.removedId)
    : members.map((member) => (member.id === change.id ? { ...member, role: change.role } : member));

/** Who works here. Roles are changed in place, with a way back; removing somebody asks first. */
export function MemberList({ members, canWrite }: { members: MemberView[]; canWrite: boolean }) {
  const [shown, show] = useOptimistic(members, changed);
  const [, startTransition] = useTransition();
  const list = useRef<HTMLUListElement>(null);

  const setRole = (member: MemberView, role: GrantedRole, before: Role | null) =>
    startTransition(async () => {
      show({ id: member.id, role });
      const result = await reached(changeRoleAction({ memberId: member.id, role }));
      if (!result.ok) {
        tellTrouble(result.error);
        return;
      }
      const undo =
        before && before !== "owner"
          ? { label: "Undo", run: () => setRole({ ...member, role }, before, null) }
          : undefined;
      tellDone(`${member.name} is now ${ROLE_WORDS[role].label}`, undo);
    });

  const remove = (member: MemberView) =>
    askFirst({
      title: `Remove ${member.name}?`,
      text: "They cannot open this front desk any more, at once. What they did here stays.",
      confirm: "Remove",
      keep: "Keep them",
      run: () => {
        list.current?.focus();
        startTransition(async () => {
          show({ removedId: member.id });
          const result = await reached(removeMemberAction(member.id));
          if (result.ok) tellDone(`${member.name} is removed`);
          else tellTrouble(result.error);
        });
      },
    });

  return (
    <Panel id="people" title="People" flush>
      <ul className={rows.rows} ref={list} tabIndex={-1} style={{ outline: "none" }}>
        {shown.map((member) => {
          const isFixed = !canWrite || member.role === "owner" || member.isSelf;
          return (
            <li key={member.id} className={`${rows.row} ${classes.row}`}>
              <div className={rows.grow}>
                <Text fw={600} truncate>
                  {member.name}
                  {member.isSelf ? " (you)" : ""}
                </Text>
                <Text size="sm" c="dimmed" truncate>
                  {member.email}
                </Text>
              </div>
              {isFixed ? (
                <Text size="sm">{ROLE_WORDS[member.role].label}</Text>
              ) : (
                <Group gap={6} wrap="nowrap">
                  <Select
                    aria-label={`What ${member.name} may do`}
                    data={ROLE_CHOICES.map((role) => ({ value: role, label: ROLE_WORDS[role].label }))}
                    value={member.role}
                    allowDeselect={false}
                    w={132}
                    onChange={(value) => {
                      const role = ROLE_CHOICES.find((one) => one === value);
                      if (role && role !== member.role) setRole(member, role, member.role);
                    }}
                  />
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={36}
                    aria-label={`Remove ${member.name}`}
                    onClick={() => remove(member)}
                  >
                    <IconUserMinus size={18} aria-hidden="true" />
                  </ActionIcon>
                </Group>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

"use client";

import { Button, Text } from "@mantine/core";
import { IconMailForward } from "@tabler/icons-react";
import { useOptimistic, useRef, useTransition } from "react";
import type { Role } from "@/lib/domain/permissions";
import { reached } from "@/lib/ui/action-result";
import { EmptyNote } from "@/lib/ui/empty-note";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import { Panel } from "@/lib/ui/panel";
import { ROLE_WORDS } from "@/lib/ui/role-words";
import rows from "@/lib/ui/rows.module.css";
import { cancelInvitationAction } from "./actions";
import classes from "./team.module.css";

interface InvitationView {
  id: string;
  email: string;
  role: Role;
  /** The day on which its link ends. */
  until: string;
}

/** Who has been invited and has not answered. */
export function InvitationList({ invitations }: { invitations: InvitationView[] }) {
  const [shown, hide] = useOptimistic(invitations, (current: InvitationView[], id: string) =>
    current.filter((invitation) => invitation.id !== id),
  );
  const [, startTransition] = useTransition();
  const list = useRef<HTMLDivElement>(null);
  const cancel = ({ id, email }: InvitationView) => {
    list.current?.focus();
    startTransition(async () => {
      hide(id);
      const result = await reached(cancelInvitationAction(id));
      if (result.ok) tellDone(`The invitation of ${email} is taken back`);
      else tellTrouble(result.error);
    });
  };
  return (
    <Panel id="invitations" title="Invited" flush>
      <div ref={list} tabIndex={-1} style={{ outline: "none" }}>
        {shown.length === 0 ? (
          <EmptyNote icon={<IconMailForward size={34} stroke={1.4} />} title="Nobody is invited">
            Whoever you invite gets a mail with a link, and stands here until they answer.
          </EmptyNote>
        ) : (
          <ul className={rows.rows}>
            {shown.map((invitation) => (
              <li key={invitation.id} className={`${rows.row} ${classes.row}`}>
                <div className={rows.grow}>
                  <Text fw={600} truncate>
                    {invitation.email}
                  </Text>
                  <Text size="sm" c="dimmed">
                    {ROLE_WORDS[invitation.role].label} · until {invitation.until}
                  </Text>
                </div>
                <Button
                  variant="default"
                  size="xs"
                  aria-label={`Take the invitation of ${invitation.email} back`}
                  onClick={() => cancel(invitation)}
                >
                  Take back
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}

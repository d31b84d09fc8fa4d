"use client";

import { Button, CopyButton, Group, Modal, Radio, Stack, Text, TextInput } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { GrantedRole } from "@/lib/domain/permissions";
import { FormDialog } from "@/lib/ui/form-dialog";
import { ROLE_CHOICES, ROLE_WORDS } from "@/lib/ui/role-words";
import { useActionForm } from "@/lib/ui/use-action-form";
import { inviteAction } from "./actions";

type Invited = { email: string; link: string };

function InviteDialog({ onDone, onClose }: { onDone: (invited: Invited) => void; onClose: () => void }) {
  const initialValues: { email: string; role: GrantedRole } = { email: "", role: "member" };
  const state = useActionForm({
    initialValues,
    send: inviteAction,
    onDone: ({ link }, { email }) => onDone({ email, link }),
  });
  const { form } = state;
  return (
    <FormDialog title="Invite somebody" submit="Send the invitation" state={state} onClose={onClose}>
      <TextInput
        label="E-mail"
        type="email"
        autoComplete="off"
        data-autofocus
        required
        withAsterisk={false}
        {...form.getInputProps("email")}
      />
      <Radio.Group label="What they may do" {...form.getInputProps("role")}>
        <Stack gap="xs" mt={6}>
          {ROLE_CHOICES.map((role) => (
            <Radio
              key={role}
              value={role}
              label={ROLE_WORDS[role].label}
              description={ROLE_WORDS[role].means}
            />
          ))}
        </Stack>
      </Radio.Group>
    </FormDialog>
  );
}

function SentDialog({ invited: { email, link }, onClose }: { invited: Invited; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="The invitation is on its way">
      <Stack gap="md">
        <Text>
          {email} gets a mail with a link that is good for seven days. You can also hand over this one; it is
          for them only, and is not shown again.
        </Text>
        <TextInput label="Link" value={link} readOnly onFocus={(event) => event.currentTarget.select()} />
        <Group justify="flex-end" gap="sm">
          <CopyButton value={link}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                <span aria-live="polite">{copied ? "Copied" : "Copy the link"}</span>
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose} data-autofocus>
            Done
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Opens the dialog that invites somebody, and then tells the link. */
export function InviteButton() {
  const [shown, show] = useState<"form" | Invited | null>(null);
  const close = () => show(null);
  return (
    <>
      <Button leftSection={<IconUserPlus size={17} aria-hidden="true" />} onClick={() => show("form")}>
        Invite somebody
      </Button>
      {shown === "form" ? <InviteDialog onDone={show} onClose={close} /> : null}
      {shown !== null && shown !== "form" ? <SentDialog invited={shown} onClose={close} /> : null}
    </>
  );
}

"use client";

import { Button, Group, List, Modal, Stack, Text, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { FormOutcome } from "@/lib/ui/form-parts";
import { Panel } from "@/lib/ui/panel";
import { useServerForm } from "@/lib/ui/use-server-form";
import { deleteBusinessAction } from "./actions";

function DeleteDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const { state, isPending, errorOf, formProps } = useServerForm(deleteBusinessAction);
  return (
    <Modal opened onClose={onClose} title={`Delete ${name}?`} size="lg">
      <form {...formProps}>
        <Stack gap="md">
          <FormOutcome state={state} />
          <Text>This cannot be taken back.</Text>
          <List spacing={4}>
            <List.Item>Calls are not answered any more, and your numbers are given up.</List.Item>
            <List.Item>Calls, recordings, contacts and appointments are deleted.</List.Item>
            <List.Item>A plan that you pay for ends at once; nothing is paid back.</List.Item>
            <List.Item>Everybody on the team keeps their account and their other businesses.</List.Item>
          </List>
          <TextInput
            name="name"
            label={`Type ${name} to delete it`}
            autoComplete="off"
            data-autofocus
            required
            withAsterisk={false}
            error={errorOf("name")}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Keep it
            </Button>
            <Button type="submit" color="red" loading={isPending}>
              Delete for good
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The end of a business, for its owner. */
export function DeleteBusiness({ name }: { name: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Panel id="delete" title="Delete this business">
      <Text mb="md">
        {name} goes with everything in it: its receptionist, calls, contacts, appointments and plan.
      </Text>
      <Button
        variant="default"
        leftSection={<IconTrash size={17} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        Delete this business
      </Button>
      {isOpen ? <DeleteDialog name={name} onClose={() => setOpen(false)} /> : null}
    </Panel>
  );
}

"use client";

import { Alert, Button, Group, Text, Textarea, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconUsers } from "@tabler/icons-react";
import { useTransition } from "react";
import { reached } from "@/lib/ui/action-result";
import { askFirst } from "@/lib/ui/ask-first";
import { FormDialog } from "@/lib/ui/form-dialog";
import { TextLink } from "@/lib/ui/links";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import { useActionForm } from "@/lib/ui/use-action-form";
import {
  type ContactFactsInput,
  describeMergeAction,
  mergeAndSaveContactAction,
  saveContactAction,
} from "../actions";

export interface ContactValues extends Record<string, unknown> {
  name: string;
  phone: string;
  email: string;
  company: string;
  notes: string;
}

/** What differs from what was saved: nothing else is sent, so that nothing else is overwritten. */
const changed = (id: string, saved: ContactValues, values: ContactValues): ContactFactsInput => ({
  id,
  ...Object.fromEntries(Object.entries(values).filter(([field, value]) => saved[field] !== value)),
});

/** Another contact has what was typed: look at it, or make the two one and save what was typed. */
function TakenNote({
  changes,
  holder,
  onSaved,
}: {
  changes: ContactFactsInput;
  holder: { id: string; name: string };
  onSaved: () => void;
}) {
  const [isPending, startTransition] = useTransition();
  const merge = () =>
    startTransition(async () => {
      const merged = await reached(mergeAndSaveContactAction({ ...changes, from: holder.id }));
      if (merged.ok) onSaved();
      else tellTrouble(merged.error);
    });
  const ask = () =>
    startTransition(async () => {
      const described = await reached(describeMergeAction({ into: changes.id, from: holder.id }));
      if (!described.ok) tellTrouble(described.error);
      else
        askFirst({
          title: "Make the two one?",
          text: described.value,
          confirm: "Merge",
          keep: "Keep them apart",
          run: merge,
        });
    });
  return (
    <Alert color="yellow" variant="light" icon={<IconUsers aria-hidden="true" />}>
      <Text size="sm">Is {holder.name || "the other contact"} the same person? Then merge the two.</Text>
      <Group gap="sm" mt="xs">
        <Button size="xs" variant="default" onClick={ask} aria-busy={isPending}>
          Merge them into this one
        </Button>
        <TextLink href={`/contacts/${holder.id}`} size="sm">
          Look at the other one
        </TextLink>
      </Group>
    </Alert>
  );
}

function ContactDialog({ id, saved, onClose }: { id: string; saved: ContactValues; onClose: () => void }) {
  const onSaved = () => {
    tellDone("Saved");
    onClose();
  };
  const state = useActionForm({
    initialValues: saved,
    send: (values) => saveContactAction(changed(id, saved, values)),
    onDone: onSaved,
  });
  const { form, outcome } = state;
  const facts = outcome?.ok === false ? outcome.facts : {};
  const holder =
    typeof facts.contactId === "string"
      ? { id: facts.contactId, name: typeof facts.contactName === "string" ? facts.contactName : "" }
      : null;
  return (
    <FormDialog title="Edit the contact" submit="Save" state={state} onClose={onClose}>
      {holder ? (
        <TakenNote changes={changed(id, saved, form.values)} holder={holder} onSaved={onSaved} />
      ) : null}
      <TextInput label="Name" data-autofocus maxLength={200} {...form.getInputProps("name")} />
      <TextInput label="Phone" type="tel" maxLength={100} {...form.getInputProps("phone")} />
      <TextInput label="E-mail" type="email" maxLength={254} {...form.getInputProps("email")} />
      <TextInput label="Company" maxLength={200} {...form.getInputProps("company")} />
      <Textarea
        label="Notes"
        autosize
        minRows={3}
        maxRows={12}
        maxLength={5000}
        {...form.getInputProps("notes")}
      />
    </FormDialog>
  );
}

/** Opens what is known of a contact to be changed. */
export function EditContactButton({ id, saved }: { id: string; saved: ContactValues }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={open}>
        Edit
      </Button>
      {isOpen ? <ContactDialog id={id} saved={saved} onClose={close} /> : null}
    </>
  );
}

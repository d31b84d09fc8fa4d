"use client";

import { Button, Radio, Stack, Textarea, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormDialog } from "@/lib/ui/form-dialog";
import { tellDone } from "@/lib/ui/notices";
import { useActionForm } from "@/lib/ui/use-action-form";
import { addReceptionistAction } from "./actions";

interface Model {
  id: string;
  name: string;
  greeting: string;
}

const GREETING = "Thank you for calling {{business_name}}. How can I help you?";
const COPY = "copy";
const FRESH = "fresh";

function AddDialog({ model, onClose }: { model: Model | null; onClose: () => void }) {
  const router = useRouter();
  const state = useActionForm({
    initialValues: { name: "", greeting: model?.greeting || GREETING, start: model ? COPY : FRESH },
    send: ({ name, greeting, start }) =>
      addReceptionistAction({ name, greeting, copyOf: model && start === COPY ? model.id : null }),
    onDone: ({ id }, { name }) => {
      tellDone(`${name.trim()} is added, and takes calls once you switch it on.`);
      onClose();
      router.push(`/receptionist?agent=${id}`);
    },
  });
  const { form } = state;
  return (
    <FormDialog title="Add a receptionist" submit="Add" size="md" state={state} onClose={onClose}>
      <TextInput
        label="Name"
        description="How it calls itself when asked."
        data-autofocus
        maxLength={120}
        {...form.getInputProps("name")}
      />
      <Textarea
        label="Greeting"
        description="{{business_name}} stands for the name of your business."
        autosize
        minRows={2}
        maxRows={6}
        {...form.getInputProps("greeting")}
      />
      {model ? (
        <Radio.Group label="Everything else" {...form.getInputProps("start")}>
          <Stack gap={8} mt={8}>
            <Radio value={COPY} label={`As ${model.name} has it`} />
            <Radio value={FRESH} label="From scratch" />
          </Stack>
        </Radio.Group>
      ) : null}
    </FormDialog>
  );
}

/** The button that adds a receptionist. @param model the one whose settings it may begin with. */
export function AddReceptionist({ model }: { model: Model | null }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        size="sm"
        leftSection={<IconPlus size={16} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        Add a receptionist
      </Button>
      {isOpen ? <AddDialog model={model} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

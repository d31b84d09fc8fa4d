"use client";

import { Textarea, TextInput } from "@mantine/core";
import { FormDialog } from "@/lib/ui/form-dialog";
import { tellDone } from "@/lib/ui/notices";
import { useActionForm } from "@/lib/ui/use-action-form";
import { saveFaqAction } from "./actions";

/** A question with its answer; one without an id is new. */
export interface FaqDraft {
  id?: string;
  question: string;
  answer: string;
}

/** Adds a question and its answer, or changes them. */
export function FaqDialog({ faq, onClose }: { faq: FaqDraft; onClose: () => void }) {
  const state = useActionForm({
    initialValues: { question: faq.question, answer: faq.answer },
    send: (values) => saveFaqAction({ ...(faq.id ? { id: faq.id } : {}), ...values }),
    onDone: (_, { question }) => {
      tellDone(faq.id ? `Saved: ${question}` : `Added: ${question}`);
      onClose();
    },
  });
  const isAnswerWanted = faq.question !== "" && faq.answer === "";
  return (
    <FormDialog
      title={faq.id ? "Edit the answer" : "Add a question"}
      submit={faq.id ? "Save" : "Add"}
      state={state}
      onClose={onClose}
    >
      <TextInput
        label="Question"
        description="As a caller would ask it."
        data-autofocus={isAnswerWanted ? undefined : true}
        maxLength={500}
        {...state.form.getInputProps("question")}
      />
      <Textarea
        label="Answer"
        description="As the receptionist should say it: one or two sentences."
        data-autofocus={isAnswerWanted ? true : undefined}
        autosize
        minRows={3}
        maxRows={12}
        maxLength={5000}
        {...state.form.getInputProps("answer")}
      />
    </FormDialog>
  );
}

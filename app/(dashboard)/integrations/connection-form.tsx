"use client";

import { Alert, PasswordInput, Select, TextInput } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { FormDialog } from "@/lib/ui/form-dialog";
import { tellDone } from "@/lib/ui/notices";
import { useActionForm } from "@/lib/ui/use-action-form";
import { saveConnectionAction } from "./actions";
import type { Kind, KindField } from "./kinds";

const ENCRYPTIONS = [
  { value: "false", label: "STARTTLS, the usual way (port 587)" },
  { value: "true", label: "TLS from the start (port 465)" },
];
/** Nothing that a browser keeps for this site belongs into the fields of another vendor. */
const NO_FILLING = { autoComplete: "off", spellCheck: false, autoCapitalize: "off" } as const;

/** What a field begins with: secrets are never shown, so theirs is empty. */
function firstValue({ look, name }: KindField, shown: Record<string, string>): string {
  if (look === "secret") return "";
  return look === "encryption" ? String(shown[name] === "true") : (shown[name] ?? "");
}

/** The fields of one account. What is wrong with it at the vendor is told before the form is left. */
export function ConnectionForm({
  kind,
  shown,
  onClose,
}: {
  kind: Kind;
  /** What is entered now; null: nothing is connected. */
  shown: Record<string, string> | null;
  onClose: () => void;
}) {
  const [problem, setProblem] = useState<string | null>(null);
  const { form, ...state } = useActionForm<Record<string, string>, { problem: string | null }>({
    initialValues: Object.fromEntries(
      kind.fields.map((field) => [field.name, firstValue(field, shown ?? {})]),
    ),
    send: (fields) => {
      setProblem(null);
      return saveConnectionAction({ type: kind.type, fields });
    },
    onDone: (saved) => {
      setProblem(saved.problem);
      if (saved.problem !== null) return;
      tellDone(`${kind.title} is connected.`);
      onClose();
    },
  });

  const fieldOf = (field: KindField) => {
    const { name, help, placeholder, look } = field;
    const props = {
      ...form.getInputProps(name),
      ...NO_FILLING,
      name,
      label: field.isOptional ? `${field.label} (optional)` : field.label,
    };
    if (look === "encryption")
      return <Select key={name} {...props} description={help} data={ENCRYPTIONS} allowDeselect={false} />;
    if (look === "secret") {
      const kept = shown?.[name];
      const description = [help, kept ? "Left empty, it stays as it is." : null].filter(Boolean).join(" ");
      return (
        <PasswordInput
          key={name}
          {...props}
          autoComplete="new-password"
          description={description}
          placeholder={kept ?? ""}
        />
      );
    }
    return (
      <TextInput
        key={name}
        {...props}
        description={help}
        placeholder={placeholder ?? ""}
        inputMode={look === "number" ? "numeric" : undefined}
      />
    );
  };

  return (
    <FormDialog
      title={shown ? `Change ${kind.title}` : `Connect ${kind.title}`}
      submit={shown ? "Save and check" : "Connect"}
      state={state}
      onClose={onClose}
    >
      {problem ? (
        <Alert
          role="alert"
          color="red"
          variant="light"
          icon={<IconAlertTriangle aria-hidden="true" />}
          title="It is saved, but not used yet"
        >
          {problem}
        </Alert>
      ) : null}
      {kind.fields.map(fieldOf)}
    </FormDialog>
  );
}

import { VisuallyHidden } from "@mantine/core";
import type { SettingChange } from "@/lib/domain/agents";
import classes from "./receptionist.module.css";

const WORDS = { added: "added", removed: "removed" };

/** What differs between two states of the receptionist, setting by setting, word by word. */
export function Difference({ changes }: { changes: SettingChange[] }) {
  return (
    <dl className={classes.difference}>
      {changes.map(({ setting, label, pieces }) => (
        <div key={setting}>
          <dt>{label}</dt>
          <dd>
            {pieces.map(({ kind, text }, index) => {
              const key = `${index} ${kind}`;
              if (kind === "same") return <span key={key}>{text}</span>;
              const Mark = kind === "added" ? "ins" : "del";
              return (
                <Mark key={key}>
                  <VisuallyHidden>{WORDS[kind]}: </VisuallyHidden>
                  {text}
                </Mark>
              );
            })}
            {pieces.length === 0 ? "emptied" : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

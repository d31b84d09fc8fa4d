import type { ApiField } from "@/lib/openapi/fields";
import classes from "./field-list.module.css";

/** Fields with their types, limits and meaning; what is inside a field stands below it. */
export function FieldList({ fields, isAnswer = false }: { fields: ApiField[]; isAnswer?: boolean }) {
  return (
    <ul className={classes.fields}>
      {fields.map(({ name, type, isRequired, description, values, rules, fields: inner }) => (
        <li key={name}>
          <span className={classes.name}>{name}</span>
          <span className={classes.type}>{type}</span>
          {isRequired && !isAnswer ? <span className={classes.required}>required</span> : null}
          {isAnswer && !isRequired ? <span className={classes.type}>may be absent</span> : null}
          {values.length > 0 ? (
            <span className={classes.note}>
              {values.length > 1 ? "One of" : "Always"}: {values.join(", ")}
            </span>
          ) : null}
          {rules.length > 0 ? <span className={classes.note}>{rules.join(", ")}</span> : null}
          {description ? <span className={classes.note}>{description}</span> : null}
          {inner.length > 0 ? <FieldList fields={inner} isAnswer={isAnswer} /> : null}
        </li>
      ))}
    </ul>
  );
}

"use client";

import { useEffect, useRef } from "react";
import { formatMoment, formatPhone } from "@/lib/ui/format";
import { useServerForm } from "@/lib/ui/use-server-form";
import classes from "../../book.module.css";
import { OwnTime } from "../../own-time";
import { bookAction } from "./actions";

interface Field {
  name: "name" | "phone" | "email";
  label: string;
  type: string;
  autoComplete: string;
}

const FIELDS: Field[] = [
  { name: "name", label: "Name", type: "text", autoComplete: "name" },
  { name: "phone", label: "Phone", type: "tel", autoComplete: "tel" },
  { name: "email", label: "E-mail", type: "email", autoComplete: "email" },
];

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];

/** What was typed before, of the answer of a form that was sent without scripts. */
const typedIn = (facts: Record<string, unknown>, name: string): string => {
  const { typed } = facts;
  if (typeof typed !== "object" || typed === null) return "";
  const value: unknown = Reflect.get(typed, name);
  return typeof value === "string" ? value : "";
};

/** Who books, and the button that does. The form works without scripts; a taken time offers others in its place. */
export function BookingForm({
  fixed,
  timeZone,
  phone,
}: {
  fixed: Record<string, string>;
  timeZone: string;
  phone: string | null;
}) {
  const { state, isPending, errorOf, formProps } = useServerForm(bookAction);
  const alert = useRef<HTMLDivElement>(null);
  const failed = state && !state.ok ? state : null;
  const facts = failed?.facts ?? {};
  const alternatives = textsOf(facts.alternatives);
  // A form that was sent keeps its key: what it may have booked is not booked again.
  const requestKey = typedIn(facts, "requestKey") || fixed.requestKey;
  useEffect(() => {
    if (failed && Object.keys(failed.fields).length === 0) alert.current?.focus();
  }, [failed]);
  return (
    <form {...formProps} className={classes.form}>
      {Object.entries({ ...fixed, requestKey }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {failed ? (
        <div ref={alert} role="alert" tabIndex={-1} className={classes.alert}>
          <p>{failed.error}</p>
          {alternatives.length > 0 ? (
            <>
              <p>These are free. Your details stay as they are:</p>
              <div className={classes.others}>
                {alternatives.map((instant) => (
                  <button
                    key={instant}
                    type="submit"
                    name="alternative"
                    value={instant}
                    className={classes.other}
                    disabled={isPending}
                  >
                    {formatMoment(new Date(instant), timeZone)}
                    <OwnTime instant={instant} timeZone={timeZone} />
                  </button>
                ))}
              </div>
            </>
          ) : null}
          {phone && Object.keys(failed.fields).length === 0 ? (
            <p>
              Or call <a href={`tel:${phone}`}>{formatPhone(phone)}</a>.
            </p>
          ) : null}
        </div>
      ) : null}
      {FIELDS.map(({ name, label, type, autoComplete }) => (
        <div key={name} className={classes.field}>
          <label htmlFor={name}>{label}</label>
          <input
            id={name}
            name={name}
            type={type}
            autoComplete={autoComplete}
            defaultValue={typedIn(facts, name)}
            maxLength={200}
            aria-invalid={errorOf(name) ? true : undefined}
            aria-describedby={errorOf(name) ? `${name}-error` : name === "phone" ? "reach" : undefined}
          />
          {errorOf(name) ? (
            <p id={`${name}-error`} className={classes.error}>
              {errorOf(name)}
            </p>
          ) : null}
          {name === "phone" ? (
            <p id="reach" className={classes.hint}>
              A number or an e-mail address, so that you can be reached. The confirmation goes to the e-mail
              address.
            </p>
          ) : null}
        </div>
      ))}
      <div className={classes.field}>
        <label htmlFor="notes">
          Note <span className={classes.optional}>(optional)</span>
        </label>
        <textarea id="notes" name="notes" rows={3} maxLength={1000} defaultValue={typedIn(facts, "notes")} />
      </div>
      <button type="submit" className={classes.submit} aria-disabled={isPending}>
        {isPending ? "Booking …" : "Book this time"}
      </button>
    </form>
  );
}

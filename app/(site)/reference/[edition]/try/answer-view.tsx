"use client";

import { Alert } from "@mantine/core";
import { IconBulb } from "@tabler/icons-react";
import { usePathname } from "next/navigation";
import { TextLink } from "@/lib/ui/links";
import page from "../../reference.module.css";
import { type Answer, adviceOn } from "./answer";
import type { Sender } from "./request";
import classes from "./try.module.css";

/** What came back: advice on a refusal, the headers, the body. */
export function AnswerView({ summary, answer, sender }: { summary: string; answer: Answer; sender: Sender }) {
  const pathname = usePathname();
  const advice = adviceOn(answer.status, sender);
  return (
    <div>
      {advice ? (
        <Alert
          color={answer.status < 500 ? "orange" : "red"}
          icon={<IconBulb size={18} aria-hidden="true" />}
          role="note"
        >
          {advice}
          {answer.status === 401 ? (
            <>
              {" "}
              <TextLink
                href={`/sign-in?next=${encodeURIComponent(pathname)}`}
                underline="always"
                c="inherit"
                fz="inherit"
              >
                Sign in
              </TextLink>
              {" · "}
              <a href="#sender" style={{ color: "inherit" }}>
                Who sends
              </a>
            </>
          ) : null}
        </Alert>
      ) : null}
      <dl className={classes.headers}>
        {answer.headers.map(([name, value]) => (
          <div key={name} style={{ display: "contents" }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <section
        className={`${page.code} ${classes.answer}`}
        aria-label={`Body of the answer: ${summary}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long answer scrolls, also from the keyboard.
        tabIndex={0}
      >
        {answer.body || "The answer has no body."}
      </section>
    </div>
  );
}

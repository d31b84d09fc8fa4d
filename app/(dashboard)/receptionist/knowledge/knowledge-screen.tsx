"use client";

import { useState } from "react";
import classes from "../receptionist.module.css";
import { AskBox } from "./ask-box";
import { FaqDialog, type FaqDraft } from "./faq-dialog";
import { FaqList, type FaqView } from "./faq-list";

/** What the receptionist knows, and a way to try it. */
export function KnowledgeScreen({ faqs, canWrite }: { faqs: FaqView[]; canWrite: boolean }) {
  const [edited, setEdited] = useState<FaqDraft | null>(null);
  return (
    <div className={classes.main}>
      <AskBox
        onAdd={canWrite ? (question) => setEdited({ question, answer: "" }) : null}
        onEdit={
          canWrite
            ? (id) => {
                const faq = faqs.find((one) => one.id === id);
                if (faq) setEdited(faq);
              }
            : null
        }
      />
      <FaqList faqs={faqs} canWrite={canWrite} onEdit={setEdited} />
      {edited ? <FaqDialog faq={edited} onClose={() => setEdited(null)} /> : null}
    </div>
  );
}

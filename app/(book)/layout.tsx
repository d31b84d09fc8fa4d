import type { ReactNode } from "react";
import classes from "./book.module.css";

/** The pages of a business's own customers: plain styles and hardly any script, for slow phones. */
export default function BookLayout({ children }: { children: ReactNode }) {
  return <div className={classes.frame}>{children}</div>;
}

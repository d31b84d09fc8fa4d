import Link from "next/link";
import type { ReactNode } from "react";
import { ColorSchemeButton } from "@/lib/ui/color-scheme";
import { LinkButton } from "@/lib/ui/links";
import { Logo } from "@/lib/ui/logo";
import { currentContext } from "@/lib/wiring";
import classes from "./reference.module.css";

export default async function ReferenceLayout({ children }: { children: ReactNode }) {
  const isSignedIn = (await currentContext()) !== null;
  return (
    <div className={classes.page}>
      <a href="#content" className="fd-skip-link">
        Skip to the content
      </a>
      <header className={classes.top}>
        <Link href="/" className={classes.home}>
          <Logo />
        </Link>
        <nav className={classes.account} aria-label="Account">
          <ColorSchemeButton />
          {isSignedIn ? (
            <LinkButton href="/home" variant="default">
              Dashboard
            </LinkButton>
          ) : (
            <LinkButton href="/sign-in?next=/reference" variant="default">
              Sign in
            </LinkButton>
          )}
        </nav>
      </header>
      {children}
    </div>
  );
}

import Link from "next/link";
import type { ReactNode } from "react";
import classes from "@/lib/ui/auth-card.module.css";
import { ColorSchemeButton } from "@/lib/ui/color-scheme";
import { Logo } from "@/lib/ui/logo";
import { ProductFrame } from "@/lib/ui/product-frame";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <ProductFrame>
      <div className={classes.page}>
        <header className={classes.top}>
          <Link href="/" className={classes.home}>
            <Logo />
          </Link>
          <ColorSchemeButton />
        </header>
        <div className={classes.space} />
        <main className={classes.card} id="content">
          {children}
        </main>
      </div>
    </ProductFrame>
  );
}

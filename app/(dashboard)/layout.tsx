import type { ReactNode } from "react";
import { getUser } from "@/lib/domain/access";
import { getBusiness, listBusinesses } from "@/lib/domain/businesses";
import { countLive } from "@/lib/domain/calls";
import { can } from "@/lib/domain/context";
import { personName } from "@/lib/domain/person-name";
import { countOf } from "@/lib/ui/format";
import { LiveUpdates } from "@/lib/ui/live-updates";
import { ProductFrame } from "@/lib/ui/product-frame";
import type { Account } from "@/lib/ui/shell/account-menu";
import { DashboardShell } from "@/lib/ui/shell/dashboard-shell";
import { PLACES } from "@/lib/ui/shell/navigation";
import type { VisiblePlace } from "@/lib/ui/shell/place-links";
import { type PageContext, pageContext } from "@/lib/wiring";
import { signOutAction, switchBusinessAction } from "./actions";

const MOST_BUSINESSES = 20;

async function accountOf(ctx: PageContext): Promise<Account> {
  const [user, business, businesses] = await Promise.all([
    getUser(ctx),
    getBusiness(ctx),
    listBusinesses(ctx, { page: 1, limit: MOST_BUSINESSES }),
  ]);
  return {
    user: { name: personName(user), email: user.email },
    business: { id: business.id, name: business.name },
    businesses: businesses.items.map(({ id, name }) => ({ id, name })),
    canSetNotifications: can(ctx, "business:write"),
  };
}

/** The places this person may go to, with the calls in progress beside Live. */
async function placesOf(ctx: PageContext): Promise<VisiblePlace[]> {
  const live = await countLive(ctx);
  return PLACES.filter(({ onlyFor }) => !onlyFor || can(ctx, onlyFor)).map(({ href }) =>
    href === "/live" && live > 0 ? { href, note: { count: live, text: countOf(live, "call") } } : { href },
  );
}

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const ctx = await pageContext();
  const account = await accountOf(ctx);
  return (
    <ProductFrame>
      <DashboardShell
        account={account}
        actions={{ signOut: signOutAction, switchBusiness: switchBusinessAction }}
        places={await placesOf(ctx)}
        demo={ctx.ports.telephony.isEmulated ? { sendsMail: ctx.ports.mail.transport === "smtp" } : null}
      >
        <LiveUpdates />
        {children}
      </DashboardShell>
    </ProductFrame>
  );
}

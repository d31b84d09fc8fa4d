import { IconBroadcast } from "@tabler/icons-react";
import type { Metadata } from "next";
import { getBusiness } from "@/lib/domain/businesses";
import { listLiveCalls } from "@/lib/domain/calls";
import { can } from "@/lib/domain/context";
import { hasCarrier } from "@/lib/domain/integrations";
import { EmptyNote } from "@/lib/ui/empty-note";
import { LinkButton } from "@/lib/ui/links";
import { PageHeader } from "@/lib/ui/page-header";
import { Surface } from "@/lib/ui/panel";
import { pageContext } from "@/lib/wiring";
import classes from "./live.module.css";
import { LiveCall } from "./live-call";

export const metadata: Metadata = { title: "Live" };

export default async function LivePage() {
  const ctx = await pageContext();
  const { timeZone } = await getBusiness(ctx);
  const calls = await listLiveCalls(ctx);
  const now = ctx.clock.now();
  const canSteer = can(ctx, "call:write") && (await hasCarrier(ctx));
  return (
    <>
      <PageHeader title="Live" lead="The calls that go on right now, as they are spoken." />
      {calls.length > 0 ? (
        <ul className={classes.calls} aria-label="Calls in progress">
          {calls.map((call) => (
            <li key={call.id}>
              <LiveCall
                call={call}
                timeZone={timeZone}
                now={now}
                canSteer={canSteer && call.providerCallId !== null}
              />
            </li>
          ))}
        </ul>
      ) : (
        <Surface>
          <EmptyNote
            icon={<IconBroadcast size={34} stroke={1.4} />}
            title="Nobody is on the phone"
            action={
              <LinkButton href="/phone" variant="default" size="sm">
                Ring your receptionist
              </LinkButton>
            }
          >
            As soon as somebody rings, you see here what is said and what the receptionist does.
          </EmptyNote>
        </Surface>
      )}
    </>
  );
}

import { IconPhoneOff } from "@tabler/icons-react";
import type { Metadata } from "next";
import { listContacts } from "@/lib/domain/contacts";
import { can } from "@/lib/domain/context";
import { listNumbers } from "@/lib/domain/numbers";
import { EmptyNote } from "@/lib/ui/empty-note";
import { formatPhone } from "@/lib/ui/format";
import { PageHeader } from "@/lib/ui/page-header";
import { Panel } from "@/lib/ui/panel";
import { emulators, pageContext } from "@/lib/wiring";
import { lineView } from "./line-view";
import { currentLine } from "./open-lines";
import { PhoneBooth } from "./phone-booth";
import { PracticeNumber } from "./practice-number";

export const metadata: Metadata = { title: "Phone" };

const MOST_CONTACTS = 50;

export default async function PhonePage() {
  const ctx = await pageContext();
  const header = (
    <PageHeader title="Phone" lead="Ring your own receptionist by typing, and watch what it does." />
  );
  if (!(await emulators()) || !ctx.ports.telephony.isEmulated) {
    return (
      <>
        {header}
        <Panel id="phone" title="Try it with a real phone">
          <EmptyNote icon={<IconPhoneOff size={34} stroke={1.4} />} title="Your phone line is connected">
            Take any phone and ring your business number. The call appears in Calls while you speak.
          </EmptyNote>
        </Panel>
      </>
    );
  }
  if (!can(ctx, "call:write")) {
    return (
      <>
        {header}
        <Panel id="phone" title="Ring your receptionist">
          <EmptyNote icon={<IconPhoneOff size={34} stroke={1.4} />} title="Your role may look, not ring">
            Ask an owner or admin of the business for the role of a member. The calls are in Calls.
          </EmptyNote>
        </Panel>
      </>
    );
  }
  const [numbers, contacts] = await Promise.all([
    listNumbers(ctx),
    listContacts(ctx, { page: 1, limit: MOST_CONTACTS }),
  ]);
  const active = numbers.filter(({ status }) => status === "active");
  const line = currentLine(ctx);
  return (
    <>
      {header}
      {active.length === 0 ? (
        <PracticeNumber canAdd={can(ctx, "number:write")} />
      ) : (
        <PhoneBooth
          numbers={active.map(({ id, e164, friendlyName }) => ({
            value: id,
            label: friendlyName ? `${friendlyName}, ${formatPhone(e164)}` : formatPhone(e164),
          }))}
          callers={contacts.items.flatMap(({ name, phone }) =>
            phone
              ? [{ value: phone, label: name ? `${name}, ${formatPhone(phone)}` : formatPhone(phone) }]
              : [],
          )}
          initial={line ? await lineView(ctx, line) : null}
        />
      )}
    </>
  );
}

import { Box } from "@mantine/core";
import type { Metadata } from "next";
import { getUser } from "@/lib/domain/access";
import { PageHeader } from "@/lib/ui/page-header";
import { Panel } from "@/lib/ui/panel";
import { pageContext } from "@/lib/wiring";
import { NameForm } from "./name-form";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const { firstName, lastName, email } = await getUser(await pageContext());
  return (
    <Box maw={560}>
      <PageHeader title="Your account" lead={`You sign in as ${email}.`} />
      <Panel id="name" title="Your name">
        <NameForm firstName={firstName} lastName={lastName} />
      </Panel>
    </Box>
  );
}

"use client";

import { Button, Code, CopyButton, Group, Text } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { IntegrationType } from "@/lib/domain/integrations";

function Address({ label, address }: { label: string; address: string }) {
  return (
    <Group gap="sm" mt={8} wrap="wrap">
      <Code style={{ overflowWrap: "anywhere" }}>{address}</Code>
      <CopyButton value={address} timeout={2_000}>
        {({ copied, copy }) => (
          <Button
            size="compact-sm"
            variant="default"
            onClick={copy}
            leftSection={
              copied ? <IconCheck size={14} aria-hidden="true" /> : <IconCopy size={14} aria-hidden="true" />
            }
            aria-label={copied ? `${label} copied` : `Copy ${label}`}
          >
            {copied ? "Copied" : "Copy"}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Text fw={600} size="sm">
        {title}
      </Text>
      {children}
    </div>
  );
}

/** What happens at the vendor, and what the owner has to enter there, where that is anything. */
export function AtTheirSide({
  type,
  appUrl,
  businessNumber,
}: {
  type: IntegrationType;
  appUrl: string;
  businessNumber: number;
}) {
  if (type === "twilio") {
    return (
      <Section title="What happens at Twilio">
        <Text size="sm" c="dimmed" mt={2}>
          You enter nothing there: Frontdesk sets your number up by itself, so that its calls and texts come
          here. What it was set to before is replaced.
        </Text>
      </Section>
    );
  }
  if (type === "n8n") {
    return (
      <Section title="What to enter in n8n">
        <Text size="sm" c="dimmed" mt={2}>
          For what your workflow is to do here, let it post to this address, with businessId {businessNumber}{" "}
          in the body. It signs each request with your secret: the header X-N8N-Signature is “sha256=” and the
          HMAC-SHA256 of the body, which n8n’s Crypto node makes as hex. What is posted to you is signed in
          the same way.
        </Text>
        <Address label="the address for n8n" address={`${appUrl}/api/webhooks/n8n`} />
      </Section>
    );
  }
  return null;
}

import { Code, Group, Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import { publishedDocument, publishedEditions } from "@/lib/openapi/published";
import { countOf } from "@/lib/ui/format";
import { TextLink } from "@/lib/ui/links";
import panel from "@/lib/ui/panel.module.css";
import classes from "./reference.module.css";

export const metadata: Metadata = {
  title: "API reference",
  description: "The HTTP APIs of Frontdesk, with requests that can be tried.",
};

export default function ReferenceIndexPage() {
  return (
    <main id="content" className={classes.index}>
      <Title order={1}>API reference</Title>
      <Text c="dimmed" mt={4} mb="lg" maw={640}>
        The same business, calls and bookings through several published APIs, each in its own words. An
        account, token or key works with all of them.
      </Text>
      <ul className={classes.editions}>
        {publishedEditions.map((name) => {
          const document = publishedDocument(name);
          if (!document) return null;
          const operations = Object.values(document.paths).flatMap((verbs) => Object.keys(verbs)).length;
          return (
            <li key={name} className={panel.panel}>
              <div className={panel.body}>
                <Title order={2}>
                  <TextLink href={`/reference/${name}`}>{document.info.title}</TextLink>
                </Title>
                <Text mt={4}>{document.info.description}</Text>
                <Group gap="md" mt="sm">
                  <Text size="sm" c="dimmed">
                    {countOf(operations, "operation")} below <Code>{document.servers[0]?.url}</Code>
                  </Text>
                  <a href={`/api/${name}/openapi.json`} className={classes.plain}>
                    OpenAPI 3.1 document of {document.info.title}
                  </a>
                </Group>
              </div>
            </li>
          );
        })}
      </ul>
    </main>
  );
}

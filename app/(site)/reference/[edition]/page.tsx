import { Code, Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getUser } from "@/lib/domain/access";
import { getBusiness } from "@/lib/domain/businesses";
import type { Context } from "@/lib/domain/context";
import { appUrl } from "@/lib/env";
import { API_METHODS, type ApiDocument } from "@/lib/openapi/document";
import { fieldsOf } from "@/lib/openapi/fields";
import { publishedDocument } from "@/lib/openapi/published";
import { TextLink } from "@/lib/ui/links";
import { Panel } from "@/lib/ui/panel";
import { currentContext, publicContext } from "@/lib/wiring";
import classes from "../reference.module.css";
import { Contents } from "./contents";
import { FieldList } from "./field-list";
import { Operation } from "./operation";
import { SenderChoice, type SignedIn, TryDesk } from "./try/sender";

export async function generateMetadata({ params }: PageProps<"/reference/[edition]">): Promise<Metadata> {
  const document = publishedDocument((await params).edition);
  return { title: document ? `${document.info.title} reference` : "Not found" };
}

async function signedInAs(ctx: Context): Promise<SignedIn> {
  return { name: ctx.business ? (await getBusiness(ctx)).name : (await getUser(ctx)).email };
}

/** The operations of a document by tag, in its order; a tag without any is left out. */
const groupsOf = ({ tags, paths }: ApiDocument) =>
  tags.flatMap((tag) => {
    const operations = Object.entries(paths).flatMap(([path, verbs]) =>
      API_METHODS.flatMap((method) => {
        const operation = verbs[method];
        return operation?.tags.includes(tag.name) ? [{ path, method, operation }] : [];
      }),
    );
    const id = `tag-${tag.name.toLowerCase().replaceAll(/\W+/g, "-")}`;
    return operations.length > 0 ? [{ ...tag, id, operations }] : [];
  });

export default async function ReferencePage({ params }: PageProps<"/reference/[edition]">) {
  const { edition } = await params;
  const document = publishedDocument(edition);
  if (!document) notFound();
  const ctx = await currentContext();
  const { clock, business } = ctx ?? (await publicContext());
  const trial = { businessId: business?.id ?? null, now: clock.now() };
  const groups = groupsOf(document);
  const { title, description, version } = document.info;
  const { unauthenticated } = document.components.examples;
  return (
    <TryDesk signedIn={ctx ? await signedInAs(ctx) : null}>
      <div className={classes.columns}>
        <Contents
          groups={groups.map(({ id, name, operations }) => ({
            id,
            name,
            operations: operations.map(({ operation }) => ({
              id: operation.operationId,
              summary: operation.summary,
            })),
          }))}
        />
        <main id="content">
          <Text size="sm">
            <TextLink href="/reference">API reference</TextLink>
          </Text>
          <Title order={1}>{title}</Title>
          <Text mt={4}>{description}</Text>
          <Text c="dimmed" mt="xs" mb="lg">
            Version {version}. Every path begins with <Code>{document.servers[0]?.url}</Code>.{" "}
            <a href={`/api/${edition}/openapi.json`} className={classes.plain}>
              OpenAPI 3.1 document
            </a>
          </Text>
          <Panel id="sender" title="Who sends">
            <SenderChoice returnTo={`/reference/${edition}`} />
          </Panel>
          <div className={classes.operation} id="errors">
            <Panel id="error-shape" title="Errors">
              <Text mb="sm">Every refusal has the same shape. Each operation below lists its own.</Text>
              <FieldList fields={fieldsOf(document.components.schemas.Failure)} isAnswer />
              {unauthenticated ? (
                <pre className={`${classes.code} ${classes.part}`}>
                  {JSON.stringify(unauthenticated.value, null, 2)}
                </pre>
              ) : null}
            </Panel>
          </div>
          {groups.map(({ id, name, description: about, operations }) => (
            <section key={id} id={id} className={classes.tag} aria-labelledby={`${id}-title`}>
              <Title order={2} id={`${id}-title`}>
                {name}
              </Title>
              <Text c="dimmed">{about}</Text>
              {operations.map(({ path, method, operation }) => (
                <Operation
                  key={operation.operationId}
                  document={document}
                  path={path}
                  method={method}
                  operation={operation}
                  origin={appUrl()}
                  trial={trial}
                />
              ))}
            </section>
          ))}
        </main>
      </div>
    </TryDesk>
  );
}

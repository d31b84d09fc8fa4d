import { Badge, Group, Text } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import type { Metadata } from "next";
import { z } from "zod";
import {
  type AgentVersion,
  compareSettings,
  getAgentDraft,
  listAgentVersions,
  settingsOf,
} from "@/lib/domain/agents";
import { getBusiness } from "@/lib/domain/businesses";
import { can } from "@/lib/domain/context";
import { EmptyNote } from "@/lib/ui/empty-note";
import { countOf, formatNearDay, formatTime } from "@/lib/ui/format";
import { listAddress } from "@/lib/ui/list-address";
import { Pager } from "@/lib/ui/pager";
import { Panel } from "@/lib/ui/panel";
import rows from "@/lib/ui/rows.module.css";
import { pageContext } from "@/lib/wiring";
import { chosenReceptionist } from "../chosen";
import { Difference } from "../difference";
import { ReadOnlyNote } from "../read-only-note";
import classes from "../receptionist.module.css";
import { RollBackButton } from "./roll-back-button";

export const metadata: Metadata = { title: "Versions" };

const PAGE_SIZE = 20;
const query = z.object({ page: z.coerce.number().int().min(1).max(1000).catch(1) });

function originOf({ publishedBy, restoredVersion }: AgentVersion): string {
  const who = publishedBy?.name ? `by ${publishedBy.name}` : "automatically, or over the API";
  return restoredVersion === null ? who : `${who}, from version ${restoredVersion}`;
}

export default async function VersionsPage({ searchParams }: PageProps<"/receptionist/versions">) {
  const ctx = await pageContext();
  const { page } = query.parse(await searchParams);
  const [{ agent, agents }, { timeZone }] = await Promise.all([
    chosenReceptionist(ctx, searchParams),
    getBusiness(ctx),
  ]);
  if (!agent) return null;
  const canWrite = can(ctx, "agent:write");
  const [draft, versions, [older]] = await Promise.all([
    getAgentDraft(ctx, agent.id),
    listAgentVersions(ctx, { agentId: agent.id, page, limit: PAGE_SIZE }),
    listAgentVersions(ctx, { agentId: agent.id, page: page * PAGE_SIZE + 1, limit: 1 }).then(
      ({ items }) => items,
    ),
  ]);
  const now = ctx.clock.now();
  const pages = Math.ceil(versions.total / PAGE_SIZE);
  const waiting = draft ? compareSettings(settingsOf(agent), draft.settings) : [];

  return (
    <>
      {canWrite ? null : <ReadOnlyNote />}
      <div className={classes.main}>
        {waiting.length > 0 ? (
          <Panel id="waiting" title="What publishing would change">
            <Difference changes={waiting} />
          </Panel>
        ) : null}
        <Panel id="versions" title="What has been live" flush>
          {versions.items.length === 0 ? (
            <EmptyNote icon={<IconHistory size={34} stroke={1.4} />} title="No versions here">
              Every change that is published is kept here.
            </EmptyNote>
          ) : (
            <ul className={rows.rows}>
              {versions.items.map((version, index) => {
                const before = versions.items[index + 1] ?? older;
                const changes = before ? compareSettings(before.settings, version.settings) : [];
                const when = `${formatNearDay(version.publishedAt, now, timeZone)}, ${formatTime(version.publishedAt, timeZone)}`;
                return (
                  <li key={version.version} className={`${rows.row} ${classes.wrapping}`}>
                    <div className={rows.grow}>
                      <Group gap={8}>
                        <Text fw={600}>Version {version.version}</Text>
                        {version.isLive ? <Badge variant="light">Live</Badge> : null}
                      </Group>
                      <Text size="sm" c="dimmed">
                        {when}, {originOf(version)}
                      </Text>
                      {changes.length > 0 ? (
                        <details className={classes.details}>
                          <summary>Changed: {changes.map(({ label }) => label).join(", ")}</summary>
                          <Difference changes={changes} />
                        </details>
                      ) : (
                        <Text size="sm" mt={4}>
                          {before ? "Nothing changed" : "The first one"}
                        </Text>
                      )}
                    </div>
                    {canWrite && !version.isLive ? (
                      <div className={classes.actions}>
                        <RollBackButton
                          agentId={agent.id}
                          version={version.version}
                          liveVersion={agent.version}
                        />
                      </div>
                    ) : null}
                  </li>
                );
              })}
            </ul>
          )}
        </Panel>
        <Pager
          page={page}
          hrefs={Array.from({ length: pages }, (_, index) =>
            listAddress("/receptionist/versions", {
              page: index + 1,
              agent: agents.length > 1 ? agent.id : "",
            }),
          )}
          note={countOf(versions.total, "version")}
        />
      </div>
    </>
  );
}

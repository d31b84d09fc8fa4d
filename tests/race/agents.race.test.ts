import { describe, expect, it } from "vitest";
import {
  createAgent,
  getAgent,
  getAgentDraft,
  listAgentVersions,
  publishAgentDraft,
  rollBackAgent,
  saveAgentDraft,
  startAgent,
  stopAgent,
  updateAgent,
} from "@/lib/domain/agents";
import { inTenant } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { makeTenant } from "../support/context";
import { onPostgres } from "../support/on-postgres";

onPostgres({ connections: 20 });

async function agentOfItsOwn() {
  const { ctx, clock } = await makeTenant();
  const { id } = await createAgent(ctx, { name: "Ava" });
  const versions = async () =>
    (await listAgentVersions(ctx, { agentId: id, page: 1, limit: 100 })).items.map((item) => item);
  return { ctx, clock, id, versions };
}

describe("starting at once", () => {
  it("twenty starts are one, since when it is measured, and what is written down", async () => {
    const { ctx, id } = await agentOfItsOwn();
    await stopAgent(ctx, id);
    const since = Date.parse("2026-03-02T15:00:00Z");
    const started = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        startAgent({ ...ctx, clock: { now: () => new Date(since + index) } }, id),
      ),
    );
    const [first] = started;
    expect(new Set(started.map(({ startedAt }) => startedAt?.getTime())).size).toBe(1);
    expect(await getAgent(ctx, id)).toMatchObject({ status: "active", startedAt: first?.startedAt });
    const starts = await inTenant(ctx, ({ trx }) =>
      trx
        .selectFrom("audit_log")
        .select("id")
        .where("action", "=", "agent.start")
        .where("subject_id", "=", id)
        .execute(),
    );
    expect(starts).toHaveLength(1);
  });

  it("starts and stops in any order leave it started since its last start, or stopped since never", async () => {
    const { ctx, clock, id } = await agentOfItsOwn();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? startAgent : stopAgent)(ctx, id)),
    );
    const agent = await getAgent(ctx, id);
    expect(agent.startedAt).toEqual(agent.status === "active" ? clock.now() : null);
  });
});

describe("publishing at once", () => {
  it("twenty changes end in one order, with a version each, and the last one live", async () => {
    const { ctx, id, versions } = await agentOfItsOwn();
    const published = await Promise.all(
      Array.from({ length: 20 }, (_, index) => updateAgent(ctx, { id, greeting: `Hello ${index}` })),
    );
    expect(published.map(({ version }) => version).sort((one, other) => one - other)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 2),
    );
    const history = await versions();
    expect(history.map(({ version }) => version)).toEqual(Array.from({ length: 21 }, (_, i) => 21 - i));
    expect(history.filter(({ isLive }) => isLive)).toMatchObject([{ version: 21 }]);
    for (const { version, greeting } of published) {
      expect(history.find((item) => item.version === version)?.settings.greeting).toBe(greeting);
    }
    expect(await getAgent(ctx, id)).toMatchObject({
      version: 21,
      greeting: history[0]?.settings.greeting,
    });
  });

  it("one of ten people publishes the draft, the others are told that it is done", async () => {
    const { ctx, id, versions } = await agentOfItsOwn();
    await saveAgentDraft(ctx, { id, greeting: "Good day." });
    const settled = await Promise.allSettled(Array.from({ length: 10 }, () => publishAgentDraft(ctx, id)));
    const refused = settled.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    expect(refused).toHaveLength(9);
    for (const error of refused) {
      expect(error).toBeInstanceOf(DomainError);
      expect(error).toMatchObject({ code: "conflict" });
    }
    expect(await versions()).toMatchObject([{ version: 2, isLive: true }, { version: 1 }]);
  });

  it("ten settings saved to one draft are all in it", async () => {
    const { ctx, id } = await agentOfItsOwn();
    const changes = [
      { greeting: "Good day." },
      { instructions: "Be kind." },
      { personality: "warm" },
      { voiceSpeed: 1.5 },
      { language: "en-GB" },
    ];
    await Promise.all(changes.map((change) => saveAgentDraft(ctx, { id, ...change })));
    expect((await getAgentDraft(ctx, id))?.settings).toMatchObject(Object.assign({}, ...changes));
  });

  it("publishing, rolling back and saving a draft wait for each other without deadlock", async () => {
    const { ctx, id, versions } = await agentOfItsOwn();
    await updateAgent(ctx, { id, greeting: "Hello." });
    await Promise.all(
      Array.from({ length: 18 }, (_, index) =>
        [
          () => updateAgent(ctx, { id, name: `Ava ${index}` }),
          () => rollBackAgent(ctx, { agentId: id, toVersion: 1 }),
          () => saveAgentDraft(ctx, { id, instructions: `Rule ${index}.` }),
        ][index % 3]?.(),
      ),
    );
    const history = await versions();
    expect(history.map(({ version }) => version)).toEqual(history.map((_, index) => history.length - index));
    expect((await getAgent(ctx, id)).version).toBe(history.length);
  });
});

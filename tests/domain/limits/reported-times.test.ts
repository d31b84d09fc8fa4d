import { expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { testDatabase } from "../../support/context";
import { callStory, makeCallTenant, systemOf, tell } from "../calls/call-story";
import { used } from "./used";

const callsOf = async (businessId: string) =>
  asService((await testDatabase()).kysely, (trx) =>
    trx
      .selectFrom("calls")
      .select(["duration_seconds", "ai_seconds"])
      .where("business_id", "=", businessId)
      .execute(),
  );

it("the receptionist's minutes are the voice vendor's, whatever a carrier says of the end of the call", async () => {
  const tenant = await makeCallTenant();
  const story = callStory(tenant.number);
  const { initiated, answered, started, asked, ended, hangup } = story;
  for (const told of [initiated, answered, started, asked, ended, hangup]) await tell(systemOf(tenant), told);
  const [before] = await callsOf(tenant.businessId);
  expect(before?.ai_seconds).toBeGreaterThan(0);
  const spoken = await used(tenant);
  await tell(systemOf(tenant), { ...hangup, occurredAt: new Date("2008-01-01T00:00:00.000Z") });
  expect((await callsOf(tenant.businessId))[0]?.ai_seconds).toBe(before?.ai_seconds);
  expect((await used(tenant)).aiMinutes).toBe(spoken.aiMinutes);
});

it("no call is longer than a day, whatever is told of it", async () => {
  const tenant = await makeCallTenant();
  const { initiated, answered, hangup } = callStory(tenant.number);
  await tell(systemOf(tenant), initiated);
  await tell(systemOf(tenant), { ...answered, occurredAt: new Date("2008-01-01T00:00:00.000Z") });
  await tell(systemOf(tenant), { ...hangup, occurredAt: new Date("2199-01-01T00:00:00.000Z") });
  expect((await callsOf(tenant.businessId))[0]?.duration_seconds).toBe(86_400);
});

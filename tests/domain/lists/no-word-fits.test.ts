import { expect, it } from "vitest";
import { listAppointments } from "@/lib/domain/appointments";
import { listCalls } from "@/lib/domain/calls";
import { listEmails } from "@/lib/domain/emails";
import { listLeads } from "@/lib/domain/leads";
import { listTexts } from "@/lib/domain/texts";
import { makeTenant } from "../../support/context";
import { inserting, write } from "./random-writes";

it("a list of which no word fits is empty, where one without words has every row", async () => {
  const { ctx } = await makeTenant();
  const page = { page: 1, limit: 10 };
  for (const list of ["leads", "appointments", "calls", "texts", "emails"])
    await write(ctx, list, [], [inserting(3)]);
  const totals = async (filter: { status?: [] }) =>
    Promise.all(
      [listLeads, listAppointments, listCalls, listTexts, listEmails].map(
        async (list) => (await list(ctx, { ...page, ...filter })).total,
      ),
    );
  expect(await totals({})).toEqual([3, 3, 3, 3, 3]);
  expect(await totals({ status: [] })).toEqual([0, 0, 0, 0, 0]);
  expect((await listLeads(ctx, { ...page, status: [], search: "a" })).total).toBe(0);
});

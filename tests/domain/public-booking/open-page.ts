import { randomUUID } from "node:crypto";
import { getBusiness, updateBusiness } from "@/lib/domain/businesses";
import { anonymousContext } from "../../support/context";
import { openBusiness } from "../appointments/open-business";

/** A business, and somebody outside of it at the same time of day. */
export async function openPage() {
  const office = await openBusiness();
  const outside = await anonymousContext(office.clock);
  await updateBusiness(office.ctx, { phone: "+12125550143" });
  const { slug } = await getBusiness(office.ctx);
  return { ...office, outside, slug };
}

/** What the form of the page sends. */
export const onPage = (slug: string, startsAt: Date) => ({
  slug,
  startsAt,
  serviceId: null,
  calendarId: null,
  name: "Ana Diaz",
  phone: "",
  email: `${randomUUID()}@example.com`,
  notes: "",
  requestKey: randomUUID(),
});

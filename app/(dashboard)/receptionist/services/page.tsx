import type { Metadata } from "next";
import { getBusiness, listServices } from "@/lib/domain/businesses";
import { can } from "@/lib/domain/context";
import { pageContext } from "@/lib/wiring";
import { ReadOnlyNote } from "../read-only-note";
import { ServiceList } from "./service-list";
import { serviceView } from "./service-view";

export const metadata: Metadata = { title: "Services" };

export default async function ServicesPage() {
  const ctx = await pageContext();
  const [business, services] = await Promise.all([getBusiness(ctx), listServices(ctx)]);
  const canWrite = can(ctx, "calendar:write");
  return (
    <>
      {canWrite ? null : <ReadOnlyNote />}
      <ServiceList services={services.map(serviceView)} currency={business.currency} canWrite={canWrite} />
    </>
  );
}

import { listServices, type Service } from "@/lib/domain/businesses";
import type { Context } from "@/lib/domain/context";
import { matchServices } from "../brain";

export interface NamedService {
  /** The one that was meant; null where none or several fit. */
  service: Service | null;
  /** What was said, where it fits no service. */
  unknown: string | null;
}

/** The service that a caller's words name, among those offered. */
export async function serviceNamed(ctx: Context, said: string | undefined): Promise<NamedService> {
  if (!said) return { service: null, unknown: null };
  const services = (await listServices(ctx)).filter((service) => service.isActive);
  const exact = services.find((service) => service.name.toLowerCase() === said.toLowerCase());
  const [one, ...others] = exact ? [exact] : matchServices(said, services);
  return one && others.length === 0 ? { service: one, unknown: null } : { service: null, unknown: said };
}

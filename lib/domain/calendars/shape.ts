import type { TenantContext } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import type { Shape } from "./booking-rules";
import { DEFAULT_DURATION_MINUTES } from "./schema";

export interface ServiceShape extends Shape {
  serviceId: string | null;
  serviceName: string;
  /** False for a service that is no longer offered to customers. */
  isOffered: boolean;
}

/**
 * The time a booking takes: the minutes asked for, else the service's, else half an hour; buffers are the
 * service's.
 * @throws DomainError `not_found` for an unknown service.
 */
export async function shapeOf(
  ctx: TenantContext,
  wish: { serviceId?: string | null | undefined; durationMinutes?: number | undefined },
): Promise<ServiceShape> {
  if (!wish.serviceId) {
    return {
      serviceId: null,
      serviceName: "",
      isOffered: true,
      durationMinutes: wish.durationMinutes ?? DEFAULT_DURATION_MINUTES,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
    };
  }
  const service = await ctx.trx
    .selectFrom("services")
    .select(["id", "name", "is_active", "duration_minutes", "buffer_before_minutes", "buffer_after_minutes"])
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", wish.serviceId)
    .executeTakeFirst();
  if (!service) throw notFound("service");
  return {
    serviceId: service.id,
    serviceName: service.name,
    isOffered: service.is_active,
    durationMinutes: wish.durationMinutes ?? service.duration_minutes,
    bufferBeforeMinutes: service.buffer_before_minutes,
    bufferAfterMinutes: service.buffer_after_minutes,
  };
}

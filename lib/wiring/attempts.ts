import { DomainError } from "@/lib/domain/errors";
import { networkOf } from "@/lib/domain/network-of";
import { httpRuntime } from "./runtime";

const ATTEMPTS = { limit: 10, windowSeconds: 60 };
const BOOKINGS = { limit: 30, windowSeconds: 600 };
const LOOKS = { limit: 120, windowSeconds: 60 };

const senderOf = (ip: string | null): string => (ip === null ? "unknown" : networkOf(ip));

async function take(key: string, rule: { limit: number; windowSeconds: number }): Promise<void> {
  const { limiter, clock } = httpRuntime();
  const state = await limiter.take(key, rule);
  if (state.ok) return;
  const seconds = Math.max(1, Math.ceil((state.resetAt.getTime() - clock.now().getTime()) / 1000));
  throw new DomainError("rate_limited", `Too many tries. Wait ${seconds} seconds and try again.`, {
    retryAfterSeconds: seconds,
  });
}

/**
 * Counts a try at a password, token or code that does not come through an edition's pipeline.
 * @throws DomainError `rate_limited`.
 */
export const guardAttempts = (ip: string | null): Promise<void> => take(`attempts:${senderOf(ip)}`, ATTEMPTS);

/** As `take`; where the counter is out of reach nobody is turned away. */
async function takeIfCounted(...count: Parameters<typeof take>): Promise<void> {
  try {
    await take(...count);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    httpRuntime().log.warn({ error: String(error) }, "the rate limiter cannot be reached");
  }
}

/**
 * Counts what somebody does on the booking pages: 30 in ten minutes, as a waiting room may share an address. What is
 * booked is counted in the database as well.
 * @throws DomainError `rate_limited`.
 */
export const guardBookings = (ip: string | null): Promise<void> =>
  takeIfCounted(`bookings:${senderOf(ip)}`, BOOKINGS);

/** Counts who looks at free times on the booking pages: 120 in a minute. @throws DomainError `rate_limited`. */
export const guardLooks = (ip: string | null): Promise<void> => takeIfCounted(`looks:${senderOf(ip)}`, LOOKS);

import type { Limiter } from "@/lib/domain/ports";

const MAXIMUM_KEYS = 50_000;

interface Window {
  count: number;
  endsAt: number;
}

/**
 * Counts in this process, in fixed windows that start at whole multiples of their length. Exact, since
 * nothing is awaited. Beyond `maximumKeys` ended windows go first, then the longest unused.
 */
export function createMemoryLimiter(
  options: { now?: () => Date; maximumKeys?: number } = {},
): Limiter & { readonly size: number } {
  const now = options.now ?? (() => new Date());
  const maximum = options.maximumKeys ?? MAXIMUM_KEYS;
  const windows = new Map<string, Window>();

  const makeRoom = (time: number): void => {
    if (windows.size < maximum) return;
    for (const [key, window] of windows) if (window.endsAt <= time) windows.delete(key);
    for (const key of windows.keys()) {
      // A tenth at once, so that a flood of keys does not sweep the whole map at each of them.
      if (windows.size <= maximum * 0.9) return;
      windows.delete(key);
    }
  };

  return {
    get size() {
      return windows.size;
    },
    async take(key, { limit, windowSeconds }) {
      const time = now().getTime();
      const length = windowSeconds * 1000;
      const endsAt = (Math.floor(time / length) + 1) * length;
      const name = `${windowSeconds}:${key}`;
      const known = windows.get(name);
      const window = known && known.endsAt === endsAt ? known : { count: 0, endsAt };
      window.count += 1;
      // Set anew, so that the map's order is that of last use.
      windows.delete(name);
      makeRoom(time);
      windows.set(name, window);
      return {
        ok: window.count <= limit,
        limit,
        remaining: Math.max(0, limit - window.count),
        resetAt: new Date(endsAt),
      };
    },
  };
}

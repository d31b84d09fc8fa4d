import type { LivePort } from "@/lib/domain/ports";

export type LiveListener = (topics: string[]) => void;

/** Live updates inside one process. */
export interface LiveBus extends LivePort {
  /** @returns a function that ends the subscription. */
  subscribe(businessId: string, listener: LiveListener): () => void;
}

declare global {
  var frontdeskLiveBus: LiveBus | undefined;
}

/** A bus of its own: a listener that throws does not keep the others from hearing. */
export function createLiveBus(): LiveBus {
  const listeners = new Map<string, Set<LiveListener>>();
  return {
    publish(businessId, topics) {
      for (const listener of [...(listeners.get(businessId) ?? [])]) {
        try {
          listener(topics);
        } catch {
          // A page that went away is its stream's business.
        }
      }
    },
    subscribe(businessId, listener) {
      const own = listeners.get(businessId) ?? new Set();
      // Wrapped, so that the same function subscribed twice is two subscriptions.
      const entry: LiveListener = (topics) => listener(topics);
      own.add(entry);
      listeners.set(businessId, own);
      return () => {
        own.delete(entry);
        if (own.size === 0 && listeners.get(businessId) === own) listeners.delete(businessId);
      };
    },
  };
}

/** The bus of this process. On globalThis, because the bundler gives each route its own copy of a module. */
export function liveBus(): LiveBus {
  globalThis.frontdeskLiveBus ??= createLiveBus();
  return globalThis.frontdeskLiveBus;
}

import type { Database } from "@/lib/db/client";

/** What a query is told while the database is gone. */
export class DatabaseGone extends Error {
  readonly code = "ECONNREFUSED";
}

export interface Outage {
  /** From now on every query fails, until one finds that it is over. */
  begin(isOver: () => boolean): void;
  end(): void;
  readonly isOn: boolean;
  /** How many queries failed. */
  readonly refused: { requests: number; jobs: number };
  /** The database as requests and as jobs reach it. */
  reachedBy(who: keyof Outage["refused"]): Database;
}

/** A switch that takes a database away from those who reach it through here. */
export function createOutage(database: Database): Outage {
  const refused = { requests: 0, jobs: 0 };
  let isOver: (() => boolean) | null = null;
  return {
    begin: (condition) => {
      Object.assign(refused, { requests: 0, jobs: 0 });
      isOver = condition;
    },
    end: () => {
      isOver = null;
    },
    get isOn() {
      return isOver !== null;
    },
    refused,
    reachedBy: (who) => ({
      ...database,
      kysely: database.kysely.withPlugin({
        transformQuery: ({ node }) => {
          if (isOver && !isOver()) {
            refused[who] += 1;
            throw new DatabaseGone("connect ECONNREFUSED");
          }
          isOver = null;
          return node;
        },
        transformResult: async ({ result }) => result,
      }),
    }),
  };
}

import { afterAll, beforeAll } from "vitest";
import { type OnPostgres, openOnPostgres } from "./postgres";

/** Has the tests of a file run on a real Postgres of their own, over so many connections at most. */
export function onPostgres(options: { connections: number }): OnPostgres {
  let opened: Awaited<ReturnType<typeof openOnPostgres>> | undefined;
  const current = (): OnPostgres => {
    if (!opened) throw new Error("The database runs inside tests only");
    return opened;
  };
  beforeAll(async () => {
    opened = await openOnPostgres(options);
  });
  afterAll(() => opened?.close());
  return {
    get server() {
      return current().server;
    },
    get database() {
      return current().database;
    },
  };
}

import { AsyncLocalStorage } from "node:async_hooks";
import { CompiledQuery, PostgresDialect, type PostgresDialectConfig, PostgresDriver } from "kysely";

declare global {
  var frontdeskFirstStatement: AsyncLocalStorage<string> | undefined;
}

/** On globalThis, as the database is: the server bundles a module more than once, and all copies must agree. */
const firstStatement = (): AsyncLocalStorage<string> => {
  globalThis.frontdeskFirstStatement ??= new AsyncLocalStorage();
  return globalThis.frontdeskFirstStatement;
};

/**
 * Has the transactions that start in `work` send a statement together with their `begin`, in one round trip.
 * @param sql one statement without parameters, its values written as literals.
 */
export const beginningWith = <R>(sql: string, work: () => Promise<R>): Promise<R> =>
  firstStatement().run(sql, work);

class JoiningDriver extends PostgresDriver {
  override async beginTransaction(
    ...[connection, settings]: Parameters<PostgresDriver["beginTransaction"]>
  ): Promise<void> {
    const statement = firstStatement().getStore();
    if (statement === undefined) return super.beginTransaction(connection, settings);
    try {
      await connection.executeQuery(CompiledQuery.raw(`begin; ${statement}`));
    } catch (error) {
      // Begun and failed: Kysely rolls back only what it knows to have begun.
      await connection.executeQuery(CompiledQuery.raw("rollback")).catch(() => undefined);
      throw error;
    }
  }
}

/** Kysely's dialect for Postgres whose transactions may begin with a statement. */
export class JoiningDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;

  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): PostgresDriver {
    return new JoiningDriver(this.#config);
  }
}

import { asSystem, type Context } from "@/lib/domain/context";
import { isId } from "@/lib/domain/ids";

/** The id of the business with this slug or id, for whoever works on the installation itself; null where there is none. */
export const findBusinessId = (ctx: Context, slugOrId: string): Promise<string | null> =>
  asSystem(ctx, "business by its slug or id", async ({ trx }) => {
    const row = await trx
      .selectFrom("businesses")
      .select("id")
      .where((eb) =>
        isId(slugOrId)
          ? eb.or([eb("id", "=", slugOrId), eb("slug", "=", slugOrId)])
          : eb("slug", "=", slugOrId),
      )
      .executeTakeFirst();
    return row?.id ?? null;
  });

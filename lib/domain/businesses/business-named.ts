import type { SystemContext } from "@/lib/domain/context";
import { decodeId, isId } from "@/lib/domain/ids";

const PREFIXED = /^([a-z]+)_[0-9a-z]{26}$/;
const NUMBER = /^[1-9]\d{0,14}$/;

/** The UUID in a business's id as any edition writes it. */
function uuidIn(text: string): string | undefined {
  if (isId(text)) return text.toLowerCase();
  const prefix = PREFIXED.exec(text)?.[1];
  return prefix === undefined ? undefined : decodeId(prefix, text);
}

/**
 * The business that an outsider names in any of the ways that editions do: by number, UUID or prefixed id.
 * @returns null where there is none.
 */
export async function businessNamed(
  { trx }: SystemContext,
  name: string | number,
): Promise<{ id: string; isSuspended: boolean } | null> {
  const text = String(name).trim();
  const query = trx.selectFrom("businesses").select(["id", "status"]);
  const id = uuidIn(text);
  const row = NUMBER.test(text)
    ? await query.where("number", "=", Number(text)).executeTakeFirst()
    : id === undefined
      ? undefined
      : await query.where("id", "=", id).executeTakeFirst();
  return row ? { id: row.id, isSuspended: row.status === "suspended" } : null;
}

"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { DomainError } from "@/lib/domain/errors";
import {
  createIntegration,
  formConfig,
  INTEGRATION_TYPES,
  type Integration,
  listIntegrations,
  removeIntegration,
  updateIntegration,
} from "@/lib/domain/integrations";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { pageContext } from "@/lib/wiring";
import { emptyFields, KINDS, type KindField } from "./kinds";

const refresh = () => revalidatePath("/integrations");
const told = ({ problem }: Integration) => {
  refresh();
  return { problem };
};

const filledForm = z.object({
  type: z.enum(INTEGRATION_TYPES),
  fields: z.record(z.string().max(40), z.string().trim().max(2_000, "That is too long.")),
});
export type ConnectionInput = z.input<typeof filledForm>;

/** A field as it is kept; undefined leaves what is there. */
function keptValue({ look }: KindField, text: string): unknown {
  if (text === "") return look === "secret" ? undefined : null;
  if (look === "encryption") return text === "true";
  return look === "number" && /^\d+$/.test(text) ? Number(text) : text;
}

/** What is wrong with a part of a config, said at the field of the form: `config.password` is `password`. */
async function atFields<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError) || !error.detail.fields) throw error;
    const fields = Object.entries(error.detail.fields).map(([path, problems]) => {
      const field = path.split(".").at(-1)?.toLowerCase().replaceAll(/[_-]/g, "") ?? path;
      return [field, problems] as const;
    });
    throw new DomainError(error.code, error.message, { fields: Object.fromEntries(fields) });
  }
}

/** Connects an account, or changes the connected one. `problem`: why it is kept and not used. */
export async function saveConnectionAction(
  input: ConnectionInput,
): Promise<ActionResult<{ problem: string | null }>> {
  return runAction(filledForm, input, async ({ type, fields }) => {
    const ctx = await pageContext();
    const kind = KINDS.find((one) => one.type === type);
    const known = kind?.fields ?? [];
    const empty = kind ? emptyFields(kind, fields) : {};
    const [first] = Object.values(empty).flat();
    if (first) throw new DomainError("validation_failed", first, { fields: empty });
    const values = known.flatMap((field) => {
      const value = keptValue(field, fields[field.name] ?? "");
      return value === undefined ? [] : [[field.name, value] as const];
    });
    const names = Object.fromEntries(known.map(({ name, key }) => [name, key]));
    const connected = (await listIntegrations(ctx)).find((one) => one.type === type);
    const config = formConfig(type, connected?.config ?? {}, Object.fromEntries(values), names);
    return atFields(async () =>
      told(
        connected
          ? await updateIntegration(ctx, { id: connected.id, config })
          : await createIntegration(ctx, { type, config }),
      ),
    );
  });
}

const switched = z.object({ id: z.uuid(), isEnabled: z.boolean() });

/** Uses a connected account, or leaves it unused with all that was entered. */
export async function switchConnectionAction(
  input: z.input<typeof switched>,
): Promise<ActionResult<{ problem: string | null }>> {
  return runAction(switched, input, async (wish) => told(await updateIntegration(await pageContext(), wish)));
}

/** Asks the vendor anew whether it knows the account. */
export async function checkConnectionAction(
  id: string,
): Promise<ActionResult<{ problem: string | null; isChecked: boolean }>> {
  return runAction(z.uuid(), id, async (known) => {
    const after = await updateIntegration(await pageContext(), { id: known });
    return { ...told(after), isChecked: after.verifiedAt !== null };
  });
}

/** Forgets an account and all that was entered. */
export async function disconnectAction(id: string): Promise<ActionResult<null>> {
  return runAction(z.uuid(), id, async (known) => {
    await removeIntegration(await pageContext(), known);
    refresh();
    return null;
  });
}

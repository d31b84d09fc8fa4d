"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { DomainError } from "@/lib/domain/errors";
import { cancelByToken, moveAsCustomer } from "@/lib/domain/public-booking";
import { textFields } from "@/lib/ui/run-action";
import { guardBookings, publicContext } from "@/lib/wiring";
import { troubleOf } from "./troubles";

const token = z.string().max(100).catch("");
const instant = z.iso.datetime().transform((text) => new Date(text));
const instants = z.array(z.string()).catch([]);

/** What the address of the page says of a refusal: without scripts there is no other way to tell it. */
async function refusalOf(work: () => Promise<void>): Promise<URLSearchParams | null> {
  try {
    await work();
    return null;
  } catch (error) {
    const trouble = error instanceof DomainError ? troubleOf(error.code) : null;
    if (!(error instanceof DomainError) || trouble === null) throw error;
    const others = instants.parse(error.detail.data?.alternatives).join(",");
    return new URLSearchParams({ trouble, ...(others ? { others } : {}) });
  }
}

const pageOf = (link: string): string => `/booking/${encodeURIComponent(link || "-")}`;

/** Moves the appointment of the link, or says why not and what is free. */
export async function moveAction(form: FormData): Promise<void> {
  const fields = textFields(form);
  const link = token.parse(fields.token);
  const startsAt = instant.safeParse(fields.startsAt);
  if (!startsAt.success) redirect(`${pageOf(link)}?do=move&trouble=unread`);
  const refusal = await refusalOf(async () => {
    const ctx = await publicContext();
    await guardBookings(ctx.ip);
    await moveAsCustomer(ctx, link, startsAt.data);
  });
  redirect(`${pageOf(link)}?${refusal ? `do=move&${refusal}` : "moved=1"}`);
}

/** Calls the appointment of the link off. */
export async function cancelAction(form: FormData): Promise<void> {
  const link = token.parse(textFields(form).token);
  const refusal = await refusalOf(async () => {
    const ctx = await publicContext();
    await guardBookings(ctx.ip);
    await cancelByToken(ctx, link);
  });
  redirect(`${pageOf(link)}${refusal ? `?${refusal}` : ""}`);
}

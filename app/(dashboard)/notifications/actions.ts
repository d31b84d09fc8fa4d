"use server";

import { revalidatePath } from "next/cache";
import {
  type NotificationSettingsPatch,
  notificationSettingsPatch,
  updateBusiness,
} from "@/lib/domain/businesses";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { pageContext } from "@/lib/wiring";

/** Keeps what the owner is told and when; what is wrong stands under its setting: "quietHours.to". */
export async function saveNotificationsAction(input: NotificationSettingsPatch): Promise<ActionResult<null>> {
  return runAction(notificationSettingsPatch, input, async (notificationSettings) => {
    await updateBusiness(await pageContext(), { notificationSettings });
    revalidatePath("/notifications");
    return null;
  });
}

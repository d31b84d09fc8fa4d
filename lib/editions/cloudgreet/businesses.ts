import { z } from "zod";
import {
  type Business,
  type BusinessPatch,
  type DayHulls,
  type DayInterval,
  dayHulls,
  mergeDayHulls,
} from "@/lib/domain/businesses";
import type { Page } from "@/lib/domain/paging";
import { iso, isoText, line, pageQuery, pagination, paginationJson } from "@/lib/http/wire";
import { ids } from "./ids";

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Use HH:MM, from 00:00 to 23:59.");
const dayBody = z.object({ open: time, close: time }).nullable();
const day = dayBody.optional();
export const hoursBody = z.object({
  sunday: day,
  monday: day,
  tuesday: day,
  wednesday: day,
  thursday: day,
  friday: day,
  saturday: day,
});
const settingsBody = z.object({ timezone: line(64).optional(), business_hours: hoursBody.optional() });

export const businessParams = z.object({ id: ids.read("business") });
export const businessesQuery = z.object({ ...pageQuery, search: line(200).optional() });
export const createBusinessBody = z.object({ name: line(200).min(1), settings: settingsBody.optional() });
export const updateBusinessBody = z.object({
  name: line(200).min(1).optional(),
  settings: settingsBody.optional(),
});

const dayJson = z.strictObject({ open: z.string(), close: z.string() });
/** A week as it is sent out: one interval a day, closed days left out. */
export const hoursJson = z.partialRecord(z.enum(DAYS), dayJson);
export const businessJson = z.strictObject({
  id: z.string(),
  name: z.string(),
  settings: z.strictObject({ timezone: z.string(), business_hours: hoursJson }),
  created_at: isoText,
  updated_at: isoText,
});
export const businessesJson = z.strictObject({
  businesses: z.array(businessJson),
  pagination: paginationJson,
});

/** The days that a body names. */
export const toHulls = (hours: z.output<typeof hoursBody> | undefined): DayHulls | undefined =>
  hours &&
  Object.fromEntries(
    DAYS.flatMap((day, dayOfWeek) => {
      const value = hours[day];
      if (value === undefined) return [];
      return [[dayOfWeek, value && { opensAt: value.open, closesAt: value.close }]];
    }),
  );

/** What to create: a business whose hours are given has these and no others. */
export const toNewBusiness = (body: z.output<typeof createBusinessBody>) => {
  const hulls = toHulls(body.settings?.business_hours);
  return {
    name: body.name,
    timeZone: body.settings?.timezone,
    hours: hulls && mergeDayHulls([], hulls),
  };
};

/** What to change: days that are named change, the others stay; a day set to null is closed. */
export const toBusinessPatch = (
  business: Business,
  body: z.output<typeof updateBusinessBody>,
): BusinessPatch => {
  const hulls = toHulls(body.settings?.business_hours);
  return {
    name: body.name,
    timeZone: body.settings?.timezone,
    hours: hulls && mergeDayHulls(business.hours, hulls),
  };
};

/** A week as first opening to last closing of each day that is open. */
export const hoursView = (hours: readonly DayInterval[]): z.input<typeof hoursJson> =>
  Object.fromEntries(
    Object.entries(dayHulls(hours)).flatMap(([day, hull]) =>
      hull ? [[DAYS[Number(day)], { open: hull.opensAt, close: hull.closesAt }]] : [],
    ),
  );

export const businessView = (business: Business): z.input<typeof businessJson> => ({
  id: ids.write("business", business.id),
  name: business.name,
  settings: {
    timezone: business.timeZone,
    business_hours: hoursView(business.hours),
  },
  created_at: iso(business.createdAt),
  updated_at: iso(business.updatedAt),
});

export const businessesView = (page: Page<Business>): z.input<typeof businessesJson> => ({
  businesses: page.items.map(businessView),
  pagination: pagination(page),
});

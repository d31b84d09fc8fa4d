import { z } from "zod";
import {
  type Business,
  type BusinessPatch,
  type DayTimes,
  dayTimes,
  getBusiness,
  getOwner,
  mergeDayTimes,
} from "@/lib/domain/businesses";
import type { Context } from "@/lib/domain/context";
import { type Faq, listFaqs } from "@/lib/domain/knowledge";
import { iso, isoText, line, text } from "@/lib/http/wire";

const WEEK = {
  monday: 1,
  tuesday: 2,
  wednesday: 3,
  thursday: 4,
  friday: 5,
  saturday: 6,
  sunday: 0,
} as const;
const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
type Day = (typeof DAYS)[number];

export const infoBody = z.object({
  businessName: line(200).min(1).optional(),
  description: text(5000).nullish(),
  address: line(300).nullish(),
  city: line(100).nullish(),
  state: line(100).nullish(),
  zip: line(20).nullish(),
  phone: line(40).nullish(),
  email: z.email().max(254).optional(),
  website: line(500).nullish(),
});

const nullable = z.string().nullable();
export const infoJson = z.strictObject({
  id: z.number().int(),
  userId: z.number().int(),
  businessName: z.string(),
  description: nullable,
  address: nullable,
  city: nullable,
  state: nullable,
  zip: nullable,
  phone: nullable,
  email: z.string(),
  website: nullable,
  createdAt: isoText,
  updatedAt: isoText,
});

export const toPatch = ({ businessName, zip, ...rest }: z.output<typeof infoBody>): BusinessPatch => ({
  ...rest,
  name: businessName,
  postalCode: zip,
});

interface Info {
  business: Business;
  owner: { number: number; email: string };
}

/** The business with whoever answers for it. */
export const withOwner = async (ctx: Context, business: Business): Promise<Info> => ({
  business,
  owner: await getOwner(ctx),
});

/** A business without an address of its own is written to at its owner's. */
export const infoView = ({ business, owner }: Info): z.input<typeof infoJson> => ({
  id: business.number,
  userId: owner.number,
  businessName: business.name,
  description: business.description,
  address: business.address,
  city: business.city,
  state: business.state,
  zip: business.postalCode,
  phone: business.phone,
  email: business.email ?? owner.email,
  website: business.website,
  createdAt: iso(business.createdAt),
  updatedAt: iso(business.updatedAt),
});

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const time = z
  .string()
  .refine((value) => value === "" || TIME.test(value), "Use HH:MM, from 00:00 to 23:59.")
  .optional();
/** A closed day may leave its times empty. */
const dayBody = z
  .object({ open: time, close: time, isOpen: z.boolean().optional() })
  .refine(({ open, isOpen }) => isOpen === false || open !== "", {
    path: ["open"],
    message: "Say when it opens.",
  })
  .refine(({ close, isOpen }) => isOpen === false || close !== "", {
    path: ["close"],
    message: "Say when it closes.",
  })
  .transform(
    ({ open, close, isOpen }): Partial<DayTimes> => ({
      ...(open ? { opensAt: open } : {}),
      ...(close ? { closesAt: close } : {}),
      ...(isOpen === undefined ? {} : { isOpen }),
    }),
  )
  .optional();
const week = <T>(day: T): Record<Day, T> => ({
  monday: day,
  tuesday: day,
  wednesday: day,
  thursday: day,
  friday: day,
  saturday: day,
  sunday: day,
});

export const hoursBody = z.object(week(dayBody));
export const hoursJson = z.strictObject(
  week(z.strictObject({ open: z.string(), close: z.string(), isOpen: z.boolean() })),
);

export const toHours = (business: Business, body: z.output<typeof hoursBody>): BusinessPatch => ({
  hours: mergeDayTimes(
    business.hours,
    Object.fromEntries(DAYS.flatMap((day) => (body[day] ? [[WEEK[day], body[day]]] : []))),
  ),
});

export const hoursView = ({ hours }: Business): z.input<typeof hoursJson> => {
  const view = (day: Day) => {
    const { opensAt, closesAt, isOpen } = dayTimes(hours, WEEK[day]);
    return { open: opensAt, close: closesAt, isOpen };
  };
  return {
    monday: view("monday"),
    tuesday: view("tuesday"),
    wednesday: view("wednesday"),
    thursday: view("thursday"),
    friday: view("friday"),
    saturday: view("saturday"),
    sunday: view("sunday"),
  };
};

export const faqsBody = z
  .object({
    faqs: z
      .array(
        z.object({
          id: z.number().int().nullish(),
          question: line(500).min(1),
          answer: text(5000).trim().min(1),
        }),
      )
      .max(1000),
  })
  .transform(({ faqs }) => ({ faqs: faqs.map(({ id = null, ...faq }) => ({ ...faq, number: id })) }));
export const faqsJson = z.strictObject({
  faqs: z.array(
    z.strictObject({
      id: z.number().int(),
      businessId: z.number().int(),
      question: z.string(),
      answer: z.string(),
    }),
  ),
});

/** The FAQs with the business that has them. */
export const businessFaqs = async (ctx: Context): Promise<{ business: Business; faqs: Faq[] }> => ({
  business: await getBusiness(ctx),
  faqs: await listFaqs(ctx),
});

export const faqsView = ({
  business,
  faqs,
}: {
  business: Business;
  faqs: Faq[];
}): z.input<typeof faqsJson> => ({
  faqs: faqs.map(({ number, question, answer }) => ({
    id: number,
    businessId: business.number,
    question,
    answer,
  })),
});

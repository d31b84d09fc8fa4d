import { BUSINESS, MADE_AND_CHANGED, ONE_PAGE } from "./values";

const business = {
  id: BUSINESS,
  name: "My Business",
  settings: {
    timezone: "America/New_York",
    business_hours: {
      monday: { open: "09:00", close: "17:00" },
      tuesday: { open: "09:00", close: "17:00" },
    },
  },
  ...MADE_AND_CHANGED,
};

export const businessExamples = {
  list: { response: { businesses: [business], pagination: ONE_PAGE } },
  one: { response: business },
  create: { body: { name: business.name, settings: business.settings }, response: business },
  update: {
    body: { name: "Updated Business Name", settings: { timezone: "America/Los_Angeles" } },
    response: {
      ...business,
      name: "Updated Business Name",
      settings: { ...business.settings, timezone: "America/Los_Angeles" },
    },
  },
};

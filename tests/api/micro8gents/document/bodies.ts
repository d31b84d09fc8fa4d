/** The bodies of the published document, type words and all. */
const id = "number";
const stamps = { createdAt: "string", updatedAt: "string" };

export const USER = { id, username: "string", email: "string", businessName: "string", createdAt: "string" };
export const MESSAGE = { message: "string" };

export const INFO_BODY = {
  businessName: "string",
  description: "string|null",
  address: "string|null",
  city: "string|null",
  state: "string|null",
  zip: "string|null",
  phone: "string|null",
  email: "string",
  website: "string|null",
};
export const INFO = { id, userId: "number", ...INFO_BODY, ...stamps };

const DAY = { open: "string", close: "string", isOpen: "boolean" };
export const HOURS = {
  monday: DAY,
  tuesday: DAY,
  wednesday: DAY,
  thursday: DAY,
  friday: DAY,
  saturday: DAY,
  sunday: DAY,
};
export const FAQS = { faqs: [{ id, businessId: "number", question: "string", answer: "string" }] } as const;
export const FAQS_BODY = { faqs: [{ id: "number|null", question: "string", answer: "string" }] } as const;

export const CALL_BODY = {
  caller: "string|null",
  phone: "string|null",
  type: "string|null",
  status: "completed|in-progress|missed|transferred",
  duration: "string|null",
  recording: "string|null",
  transcript: "string|null",
};
export const CALL = {
  id,
  businessId: "number",
  ...CALL_BODY,
  startTime: "string",
  endTime: "string|null",
  duration: "string",
};
export const STATS = { totalCalls: "number", monthlyBookings: "number", monthlyRevenue: "string" };

export const BOOKING_BODY = {
  customer: "string",
  phone: "string|null",
  email: "string|null",
  service: "string",
  date: "string",
  status: "upcoming|completed|canceled",
  notes: "string|null",
};
export const BOOKING = { id, businessId: "number", ...BOOKING_BODY, createdAt: "string" };

export const INTEGRATION_PATCH = { config: "object", status: "active|inactive|error" };
export const INTEGRATION_BODY = { type: "twilio|eleven_labs|n8n|stripe|email", ...INTEGRATION_PATCH };
export const INTEGRATION = { id, businessId: "number", ...INTEGRATION_BODY, ...stamps };

export const PLAN_BODY = { plan: "free|basic|premium|enterprise" };
export const SUBSCRIPTION = {
  id,
  userId: "number",
  ...PLAN_BODY,
  stripeCustomerId: "string|null",
  stripeSubscriptionId: "string|null",
  status: "active|canceled|past_due|trialing",
  currentPeriodStart: "string|null",
  currentPeriodEnd: "string|null",
  ...stamps,
};
export const CHECKOUT_BODY = { plan: "basic|premium|enterprise", successUrl: "string", cancelUrl: "string" };
export const CHECKOUT = { sessionId: "string", url: "string" };
export const PORTAL_BODY = { returnUrl: "string" };
export const PORTAL = { url: "string" };

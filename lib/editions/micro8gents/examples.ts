/** Values for the reference: the published document shows types only. */
const AT = "2026-01-15T10:30:00.000Z";

const user = {
  id: 1,
  username: "jdoe",
  email: "john@example.com",
  businessName: "My Business",
  createdAt: AT,
};
const { username, email, businessName } = user;
const password = "password123";

export const authExamples = {
  register: { body: { username, email, password, businessName }, response: user },
  login: { body: { username, password }, response: user },
  logout: { response: { message: "Logged out successfully" } },
  me: { response: user },
};

const info = {
  id: 1,
  userId: 1,
  businessName,
  description: "Hair and beauty since 1998.",
  address: "12 Main Street",
  city: "Springfield",
  state: "IL",
  zip: "62701",
  phone: "+12175550123",
  email,
  website: "https://www.example.com",
  createdAt: AT,
  updatedAt: AT,
};

const open = { open: "09:00", close: "17:00", isOpen: true };
const closed = { ...open, isOpen: false };
const hours = {
  monday: open,
  tuesday: open,
  wednesday: open,
  thursday: open,
  friday: open,
  saturday: closed,
  sunday: closed,
};

const question = "Do you take walk-ins?";
const answer = "Yes, when a chair is free. Booked customers come first.";

export const businessExamples = {
  info: { response: info },
  updateInfo: {
    body: { description: "Hair, beauty and nails.", website: null },
    response: { ...info, description: "Hair, beauty and nails.", website: null },
  },
  hours: { response: hours },
  updateHours: {
    body: { friday: { open: "09:00", close: "15:00", isOpen: true }, saturday: { isOpen: false } },
    response: { message: "Hours of operation updated successfully" },
  },
  faqs: { response: { faqs: [{ id: 1, businessId: 1, question, answer }] } },
  updateFaqs: {
    body: { faqs: [{ id: null, question, answer }] },
    response: { message: "FAQs updated successfully" },
  },
};

const subscription = {
  id: 1,
  userId: 1,
  plan: "premium" as const,
  stripeCustomerId: "cus_TbVq2mZr8Wc4Xy",
  stripeSubscriptionId: "sub_1SpKd2Ab3Cd4Ef5Gh6Ij7Kl8",
  status: "active" as const,
  currentPeriodStart: AT,
  currentPeriodEnd: "2026-02-15T10:30:00.000Z",
  createdAt: AT,
  updatedAt: AT,
};
const sessionId = "cs_test_a1B2c3D4e5F6g7H8i9J0";

export const subscriptionExamples = {
  current: { response: subscription },
  create: { body: { plan: "premium" as const }, response: subscription },
  update: {
    body: { plan: "enterprise" as const },
    response: { ...subscription, plan: "enterprise" as const },
  },
  checkout: {
    body: {
      plan: "premium" as const,
      successUrl: "https://www.example.com/welcome?session={CHECKOUT_SESSION_ID}",
      cancelUrl: "https://www.example.com/plans",
    },
    response: { sessionId, url: `https://checkout.stripe.com/c/pay/${sessionId}` },
  },
  portal: {
    body: { returnUrl: "https://www.example.com/account" },
    response: { url: "https://billing.stripe.com/p/session/test_YWNjdF8x" },
  },
};

export const webhookExamples = {
  stripe: {
    body: {
      id: "evt_1SpKd2Ab3Cd4Ef5Gh6Ij7Kl8",
      object: "event",
      api_version: "2026-10-28.endive",
      type: "checkout.session.completed",
      created: 1_768_473_000,
      data: {
        object: { id: sessionId, object: "checkout.session", mode: "subscription", payment_status: "paid" },
      },
    },
    response: { received: true as const, status: "handled" },
  },
  twilio: {
    body: {
      CallSid: "CA0123456789abcdef0123456789abcdef",
      AccountSid: "AC0123456789abcdef0123456789abcdef",
      From: "+12175550134",
      To: "+12175550188",
      CallStatus: "ringing",
      Direction: "inbound",
      ApiVersion: "2010-04-01",
    },
    response:
      '<?xml version="1.0" encoding="UTF-8"?><Response><Dial answerOnBridge="true"><Sip>sip:call_0123456789@sip.retellai.com</Sip></Dial></Response>',
  },
};

const booking = {
  id: 1,
  businessId: 1,
  customer: "Jane Roe",
  phone: "+12175550188",
  email: "jane@example.com",
  service: "Haircut",
  date: "2026-01-20T14:00:00.000Z",
  status: "upcoming" as const,
  notes: "First visit",
  createdAt: AT,
};
const { id, businessId, createdAt, ...booked } = booking;

const { status: _status, ...wanted } = booked;
export const automationExamples = {
  n8n: {
    body: { id: "1042-booking", businessId, timestamp: AT, action: "create_booking", data: wanted },
    response: {
      received: true as const,
      status: "handled" as const,
      action: "create_booking",
      result: { id, ...wanted, status: "pending", source: "api", createdAt: AT },
    },
  },
};

export const bookingExamples = {
  list: { response: [booking] },
  one: { response: booking },
  create: { body: booked, response: booking },
  update: {
    body: { date: "2026-01-21T15:00:00.000Z", notes: null },
    response: { ...booking, date: "2026-01-21T15:00:00.000Z", notes: null },
  },
  delete: { response: { message: "Booking deleted successfully" } },
};

const integration = {
  id: 1,
  businessId: 1,
  type: "twilio" as const,
  config: {
    accountSid: "AC5ef8732a3c49700934481addd5ce1659",
    authToken: "••••••••c8d1",
    phoneNumber: "+12175550100",
  },
  status: "active" as const,
  problem: null,
  createdAt: AT,
  updatedAt: AT,
};
const config = { ...integration.config, authToken: "12345678901234567890123456a1c8d1" };

export const integrationExamples = {
  list: { response: [integration] },
  create: { body: { type: integration.type, config, status: integration.status }, response: integration },
  update: {
    body: { config: { phoneNumber: "+12175550101" }, status: "inactive" as const },
    response: {
      ...integration,
      config: { ...integration.config, phoneNumber: "+12175550101" },
      status: "inactive" as const,
    },
  },
  delete: { response: { message: "Integration deleted successfully" } },
};

const call = {
  id: 1,
  businessId: 1,
  caller: "Jane Roe",
  phone: "+12175550188",
  type: "inbound",
  startTime: "2026-01-15T10:25:25.000Z",
  endTime: AT,
  status: "completed" as const,
  duration: "4:35",
  recording: "https://recordings.example.com/1.mp3",
  transcript: "Agent: My Business, how can I help?\nCaller: Do you take walk-ins?",
};
const { id: callId, businessId: callBusinessId, startTime, endTime, ...logged } = call;

export const callExamples = {
  list: { response: [call] },
  one: { response: call },
  create: { body: logged, response: call },
};

export const dashboardExamples = {
  stats: { response: { totalCalls: 248, monthlyBookings: 31, monthlyRevenue: "1240.50" } },
};

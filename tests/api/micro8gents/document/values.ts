const day = { open: "09:00", close: "17:00", isOpen: true };

/** A value for each field of the document's requests that is not one of a list of words. */
export const VALUES: Record<string, unknown> = {
  username: "jane",
  businessName: "My Business",
  password: "password123",
  description: "Hair and beauty since 1998.",
  address: "12 Main Street",
  city: "Springfield",
  state: "IL",
  zip: "62701",
  phone: "+12175550188",
  email: "jane@example.com",
  website: "https://www.example.com",
  monday: day,
  tuesday: day,
  wednesday: day,
  thursday: day,
  friday: day,
  saturday: { ...day, isOpen: false },
  sunday: { open: "", close: "", isOpen: false },
  faqs: [{ id: null, question: "Do you take walk-ins?", answer: "When a chair is free." }],
  caller: "Jane Roe",
  type: "inbound",
  duration: "4:05",
  recording: "https://recordings.example.com/1.mp3",
  transcript: "Agent: Hello?\nCaller: Do you take walk-ins?",
  customer: "Jane Roe",
  service: "Haircut",
  date: "2026-03-04T10:00:00.000Z",
  notes: "First visit",
  config: { anything: "at all" },
  successUrl: "https://www.example.com/welcome",
  cancelUrl: "https://www.example.com/plans",
  returnUrl: "https://www.example.com/account",
};

/** @throws Error for a field that has no value here. */
export function sampleOf(field: string): unknown {
  if (!(field in VALUES)) throw new Error(`values.ts has no value for ${field}`);
  return VALUES[field];
}

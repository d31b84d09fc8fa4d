/** The business of the demo: a dental practice that does not exist, in believable detail. */
export const DEMO_LOGIN = { email: "demo@frontdesk.example", password: "frontdesk-demo" };
export const DEMO_NUMBER = "+12125550142";
export const DEMO_CALLER = {
  name: "Maya Torres",
  number: "+12125550187",
  spokenEmail: "maya dot torres at example dot com",
};

export const PRACTICE = {
  name: "Harbor Dental",
  timeZone: "America/New_York",
  description:
    "A family dental practice by the water: check-ups, cleanings, and calm hands for nervous patients.",
  address: "48 Pier Street",
  city: "New York",
  state: "NY",
  postalCode: "10038",
  phone: DEMO_NUMBER,
  email: "hello@harbordental.example",
  website: "https://harbordental.example",
};

const WEEKDAYS = [1, 2, 3, 4, 5];

/** Open 8:00–12:30 and 13:30–18:00 on weekdays, 9:00–17:00 on Saturdays. */
export const HOURS = [
  ...WEEKDAYS.flatMap((dayOfWeek) => [
    { dayOfWeek, opensAt: "08:00", closesAt: "12:30", isOpen: true },
    { dayOfWeek, opensAt: "13:30", closesAt: "18:00", isOpen: true },
  ]),
  { dayOfWeek: 6, opensAt: "09:00", closesAt: "17:00", isOpen: true },
];

export const SERVICES = [
  {
    key: "checkup",
    name: "Check-up",
    description: "Examination with X-rays when needed.",
    durationMinutes: 30,
    priceMinor: 9_500,
  },
  {
    key: "cleaning",
    name: "Cleaning",
    description: "Professional cleaning and polish.",
    durationMinutes: 45,
    bufferAfterMinutes: 15,
    priceMinor: 12_000,
  },
  {
    key: "whitening",
    name: "Whitening",
    description: "In-office whitening in one visit.",
    durationMinutes: 60,
    bufferAfterMinutes: 15,
    priceMinor: 35_000,
  },
  {
    key: "filling",
    name: "Filling",
    description: "Tooth-coloured filling.",
    durationMinutes: 60,
    priceMinor: 22_000,
  },
  {
    key: "emergency",
    name: "Emergency visit",
    description: "Pain, a broken tooth, a lost filling: seen the same day where we can.",
    durationMinutes: 30,
    priceMinor: 14_000,
  },
] as const;

export const CALENDARS = [
  { name: "Dr. Reyes", services: ["checkup", "whitening", "filling", "emergency"] },
  { name: "Hygiene room", services: ["cleaning"] },
] as const;

export const FAQS = [
  [
    "Do you take new patients?",
    "Yes, we are happy to see new patients. The first visit is a check-up with X-rays and takes about thirty minutes.",
  ],
  [
    "Which insurance do you accept?",
    "We accept Delta Dental, Cigna, Aetna and MetLife. We send the claim for you; bring your card to the visit.",
  ],
  ["Where can I park?", "There is a garage at 60 Pier Street, and we validate the first two hours."],
  [
    "What should I bring to my appointment?",
    "Please bring a photo ID and your insurance card. New patients can come ten minutes early for the forms.",
  ],
  [
    "What is your cancellation policy?",
    "You can move or cancel free of charge up to twenty-four hours before your visit. After that we charge forty dollars.",
  ],
  ["Do you treat children?", "Yes, we see children from the age of three. A parent stays in the room."],
  [
    "How can I pay?",
    "We take cards, cash and checks, and we offer interest-free plans for treatments over five hundred dollars.",
  ],
  [
    "Do you offer sedation?",
    "We offer nitrous oxide for nervous patients. Let us know when you book, and bring someone to take you home.",
  ],
] as const;

/** Days off: the next New Year's Day and the long weekend before it would not be believable without. */
export const CLOSURE = { name: "New Year's Day", month: 1, day: 1 };

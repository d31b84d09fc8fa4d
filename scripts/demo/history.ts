/** A call of last week, as it was spoken. */
export interface PastCall {
  daysAgo: number;
  time: string;
  from: string | null;
  name: string | null;
  summary: string;
  sentiment: "positive" | "neutral" | "negative";
  turns: [speaker: "agent" | "customer", text: string][];
  lead?: { reason: string; service?: string; email?: string };
  message?: string;
  transferred?: true;
}

/** A week of calls before today. */
export const PAST_CALLS: PastCall[] = [
  {
    daysAgo: 6,
    time: "09:12",
    from: "+12125550121",
    name: "Owen Clarke",
    sentiment: "positive",
    summary: "Owen asked about whitening and its price, and wants to book after payday.",
    lead: {
      reason: "Whitening before a wedding in spring",
      service: "Whitening",
      email: "owen.clarke@example.com",
    },
    turns: [
      ["agent", "Thanks for calling Harbor Dental, this is the front desk. How can I help?"],
      ["customer", "Hi, how much is whitening?"],
      [
        "agent",
        "In-office whitening takes about an hour and costs 350 dollars. Would you like me to find a time?",
      ],
      ["customer", "Not yet, I want to do it before a wedding in spring. Can you note my name? Owen Clarke."],
      ["agent", "I have noted that, Owen, and the team will be in touch. Anything else?"],
      ["customer", "No, that's all, thanks."],
    ],
  },
  {
    daysAgo: 5,
    time: "14:40",
    from: "+12125550134",
    name: "Priya Raman",
    sentiment: "neutral",
    summary: "Priya asked whether Cigna is accepted.",
    turns: [
      ["agent", "Thanks for calling Harbor Dental, this is the front desk. How can I help?"],
      ["customer", "Do you accept Cigna?"],
      ["agent", "Yes, we accept Delta Dental, Cigna, Aetna and MetLife. Bring your card to the visit."],
      ["customer", "Perfect, bye."],
    ],
  },
  {
    daysAgo: 4,
    time: "17:55",
    from: "+12125550158",
    name: "Tom Becker",
    sentiment: "negative",
    summary: "Tom was unhappy with a bill and asked to speak with a person; he was put through.",
    transferred: true,
    turns: [
      ["agent", "Thanks for calling Harbor Dental, this is the front desk. How can I help?"],
      ["customer", "I got a bill that makes no sense. I want to talk to a person."],
      ["agent", "I understand. I'm putting you through to the team now."],
    ],
  },
  {
    daysAgo: 3,
    time: "20:31",
    from: null,
    name: null,
    sentiment: "neutral",
    summary: "The caller hung up without saying anything.",
    turns: [],
  },
  {
    daysAgo: 2,
    time: "11:05",
    from: "+12125550163",
    name: "Elena Fischer",
    sentiment: "positive",
    summary: "Elena asked for Dr. Reyes to call her back about an X-ray.",
    message: "Please call back about the X-ray from last month.",
    turns: [
      ["agent", "Thanks for calling Harbor Dental, this is the front desk. How can I help?"],
      ["customer", "Could Dr. Reyes call me back about my X-ray?"],
      ["agent", "Of course. May I have your name?"],
      ["customer", "Elena Fischer, this number is fine."],
      ["agent", "I have passed that on, Elena. You will hear from us today."],
    ],
  },
  {
    daysAgo: 1,
    time: "10:20",
    from: "+12125550176",
    name: "Marcus Hill",
    sentiment: "positive",
    summary: "Marcus is new in town and wants his family of four to become patients.",
    lead: {
      reason: "New in town, family of four, wants check-ups for everyone next week",
      service: "Check-up",
      email: "marcus.hill@example.com",
    },
    turns: [
      ["agent", "Thanks for calling Harbor Dental, this is the front desk. How can I help?"],
      ["customer", "We just moved here and need a dentist for the four of us, ideally next week."],
      [
        "agent",
        "Welcome! We are happy to see new patients. May I take your name and e-mail, so that the team can plan all four together?",
      ],
      ["customer", "Marcus Hill, marcus dot hill at example dot com."],
      ["agent", "Thank you, Marcus. I have noted that for the team."],
    ],
  },
];

/** Appointments around today: days from now, local time, service, customer. */
export const APPOINTMENTS = [
  {
    day: -5,
    time: "10:00",
    service: "checkup",
    name: "Lena Ortiz",
    phone: "+12125550112",
    outcome: "completed",
  },
  {
    day: -4,
    time: "09:00",
    service: "cleaning",
    name: "Samuel Price",
    phone: "+12125550113",
    outcome: "completed",
  },
  {
    day: -3,
    time: "14:00",
    service: "filling",
    name: "Ines Duarte",
    phone: "+12125550114",
    outcome: "completed",
  },
  {
    day: -2,
    time: "11:00",
    service: "checkup",
    name: "Rob Whitfield",
    phone: "+12125550115",
    outcome: "no_show",
  },
  {
    day: -1,
    time: "15:00",
    service: "cleaning",
    name: "Hannah Cole",
    phone: "+12125550116",
    outcome: "completed",
  },
  {
    day: 0,
    time: "09:30",
    service: "checkup",
    name: "Grace Kim",
    phone: "+12125550117",
    outcome: "confirmed",
  },
  {
    day: 0,
    time: "11:00",
    service: "cleaning",
    name: "Noah Bergström",
    phone: "+12125550118",
    outcome: "confirmed",
  },
  {
    day: 0,
    time: "16:30",
    service: "whitening",
    name: "Aisha Khan",
    phone: "+12125550119",
    outcome: "confirmed",
  },
  {
    day: 1,
    time: "08:30",
    service: "filling",
    name: "Lucas Moreau",
    phone: "+12125550120",
    outcome: "confirmed",
  },
  {
    day: 1,
    time: "13:30",
    service: "cleaning",
    name: "Julia Novak",
    phone: "+12125550122",
    outcome: "confirmed",
  },
  {
    day: 2,
    time: "10:00",
    service: "checkup",
    name: "Peter Lang",
    phone: "+12125550123",
    outcome: "pending",
  },
  {
    day: 3,
    time: "14:30",
    service: "cleaning",
    name: "Carla Mendes",
    phone: "+12125550124",
    outcome: "confirmed",
  },
  {
    day: 4,
    time: "09:00",
    service: "whitening",
    name: "Owen Clarke",
    phone: "+12125550121",
    outcome: "pending",
  },
] as const;

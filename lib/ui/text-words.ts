/** How far a message has got. */
export const DELIVERY = {
  queued: { label: "On its way", color: "gray" },
  sent: { label: "Sent", color: "gray" },
  delivered: { label: "Delivered", color: "lagoon" },
  read: { label: "Read", color: "lagoon" },
  failed: { label: "Not delivered", color: "red" },
} as const;

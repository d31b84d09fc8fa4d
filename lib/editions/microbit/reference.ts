import { z } from "zod";
import type { EditionReference } from "@/lib/http/edition";

/** What Microbit's OpenAPI document says besides its routes. */
export const reference: EditionReference = {
  version: "1.0.0",
  description:
    "Workspaces of people who share assistants that answer calls, and calendars that customers book in.",
  tags: [
    { name: "Authentication", description: "Accounts and tokens.", under: ["v1/auth"] },
    { name: "Users", description: "The signed-in person.", under: ["v1/users"] },
    { name: "Workspaces", description: "Businesses and who works there.", under: ["v1/workspaces"] },
    {
      name: "Invitations",
      description: "Who is asked to join.",
      under: ["v1/invitations", "v1/workspaces/{workspaceId}/invitations"],
    },
    {
      name: "Assistants",
      description: "What answers the calls.",
      under: ["v1/callerai", "v1/workspaces/{workspaceId}/assistants"],
    },
    {
      name: "Calendars",
      description: "Calendars and the times at which they can be booked.",
      under: ["v1/calendars", "v1/workspaces/{workspaceId}/calendars"],
    },
    {
      name: "Appointments",
      description: "What is booked.",
      under: [
        "v1/appointments",
        "v1/calendars/{calendarId}/appointments",
        "v1/workspaces/{workspaceId}/appointments",
      ],
    },
    { name: "Settings", description: "The platform itself.", under: ["v1/settings"] },
  ],
  success: (data) => data,
  failure: z.strictObject({
    error: z.string(),
    fields: z.record(z.string(), z.array(z.string())).optional(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
  headers: {},
};

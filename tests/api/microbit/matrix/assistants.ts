import type { Sending } from "../../support";
import type { Office } from "../office";
import { EVERYONE, MANAGERS, type Rows } from "./row";

const ASSISTANTS = "/workspaces/:workspaceId/assistants";
const ONE = `${ASSISTANTS}/:id`;

const made = async (office: Office): Promise<Sending> => {
  const { assistant } = await office.make(`POST ${ASSISTANTS}`, { body: { name: "Ava" } });
  return { id: (assistant as { id: string }).id };
};

/** Managers set receptionists in every edition; numbers and accounts are for owner and admins. */
export const assistantRows: Rows = {
  [`GET ${ASSISTANTS}`]: { allowed: EVERYONE },
  [`POST ${ASSISTANTS}`]: { allowed: MANAGERS, status: 201, body: { name: "Ava" } },
  [`GET ${ONE}`]: { allowed: EVERYONE, about: made },
  [`PUT ${ONE}`]: { allowed: MANAGERS, about: made, body: { name: "Updated Name" } },
  [`PUT ${ONE}/voice`]: { allowed: MANAGERS, about: made, body: { voice: "en-US-Neural2-C" } },
  [`DELETE ${ONE}`]: { allowed: MANAGERS, about: made },
  "GET /callerai/phone-numbers": { allowed: EVERYONE, stranger: "success" },
  "GET /callerai/voices/:language": {
    allowed: EVERYONE,
    stranger: "success",
    about: async () => ({ params: { language: "en-US" } }),
  },
  "GET /callerai/provider-configs": { allowed: EVERYONE, stranger: "success" },
};

/** Values for the reference, as the published document has them. */
const AT = "2026-01-10T08:00:00.000Z";
const LATER = "2026-01-17T08:00:00.000Z";

const ids = {
  workspace: "ws_01kf4zv6g0f8vb3q2w9xk5m7nd",
  member: "wm_01kf4zv6g0f8vb3q2w9xk5m7ne",
  user: "usr_01kf4zv6g0f8vb3q2w9xk5m7nf",
  invitation: "inv_01kf4zv6g0f8vb3q2w9xk5m7ng",
};
const body = {
  name: "My Company",
  company_name: "Acme Corp",
  address: "123 Main St",
  phone: "+1-555-0100",
};
const workspace = { id: ids.workspace, ...body, phone: "+15550100", created_at: AT, updated_at: AT };

export const workspaceExamples = {
  list: { response: { workspaces: [workspace] } },
  create: { body, response: { workspace } },
  get: { response: { workspace } },
  update: {
    body: {
      name: "Updated Name",
      company_name: "New Corp Name",
      address: "456 Oak Ave",
      phone: "+1-555-0200",
    },
    response: {
      workspace: {
        ...workspace,
        name: "Updated Name",
        company_name: "New Corp Name",
        address: "456 Oak Ave",
        phone: "+15550200",
      },
    },
  },
  remove: { response: { message: "Workspace deleted" } },
};

const member = {
  id: ids.member,
  workspace_id: ids.workspace,
  user_id: ids.user,
  role: "owner" as const,
  user: { email: "owner@example.com", display_name: "Owner Name" },
  created_at: AT,
};

export const memberExamples = {
  list: { response: { members: [member] } },
  setRole: { body: { role: "admin" }, response: { member: { ...member, role: "admin" as const } } },
  remove: { response: { message: "Member removed" } },
};

const invitation = {
  id: ids.invitation,
  workspace_id: ids.workspace,
  email: "newuser@example.com",
  role: "member" as const,
  status: "pending" as const,
  created_at: AT,
  expires_at: LATER,
};

export const invitationExamples = {
  create: {
    body: { email: "newuser@example.com", role: "member" },
    response: { invitation: { ...invitation, token: "secure-token-here" } },
  },
  list: { response: { invitations: [invitation] } },
  cancel: { response: { message: "Invitation cancelled" } },
  pending: { response: { invitations: [{ ...invitation, workspace: { name: "Company Name" } }] } },
  accept: { body: {}, response: { message: "Invitation accepted", workspace_id: ids.workspace } },
  decline: { body: {}, response: { message: "Invitation declined" } },
};

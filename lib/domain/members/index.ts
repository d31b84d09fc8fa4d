export { acceptInvitation, declineInvitation, invitationAt, listMyInvitations } from "./answer-invitation";
export { changeRole, removeMember } from "./change-members";
export { cancelInvitation, inviteMember, listInvitations } from "./invite";
export { listMembers } from "./read-members";
export type { Invitation, Member } from "./schema";
export { signUpInvited } from "./sign-up-invited";

export { carrierOf, carriersOf, hasCarrier } from "./carrier";
export { checkIntegration } from "./check-integration";
export { type AccountInUse, accountsAt, connectedAccount } from "./connected";
export { formConfig, shownFields } from "./form-fields";
export { ownVoices, PRIVATE_VOICE } from "./own-voices";
export { getIntegrationNumbered, listIntegrations } from "./read-integrations";
export { removeIntegration } from "./remove-integration";
export { createIntegration, updateIntegration } from "./save-integration";
export {
  INTEGRATION_STATUSES,
  INTEGRATION_TYPES,
  type Integration,
  type IntegrationPatch,
  type IntegrationStatus,
  type IntegrationType,
  type NewIntegration,
} from "./schema";
export { type AccountNotice, accountNotice, accountTrouble, noteAccountTrouble } from "./trouble";
export { hasUnusedAccount } from "./unused-account";
export { postToWorkflow, type WorkflowAnswer } from "./workflow";

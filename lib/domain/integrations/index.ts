export { carrierOf, carriersOf, hasCarrier } from "./carrier";
export { type CarrierField, carrierFields, missingFields, type OwnedCarrier } from "./carrier-fields";
export { checkIntegration } from "./check-integration";
export { type AccountInUse, accountsAt, connectedAccount } from "./connected";
export { enqueueCheck } from "./enqueue-check";
export { formConfig, shownFields } from "./form-fields";
export { ownVoices, PRIVATE_VOICE } from "./own-voices";
export { getIntegrationNumbered, listIntegrations } from "./read-integrations";
export { removeIntegration } from "./remove-integration";
export { askNow, connectCarrier, createIntegration, updateIntegration } from "./save-integration";
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
export { accountState, hasUnusedAccount } from "./unused-account";
export { postToWorkflow, type WorkflowAnswer } from "./workflow";

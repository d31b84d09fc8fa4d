export {
  billingLeft,
  endBilling,
  filesLeft,
  removeFiles,
  removeVoiceAgent,
  voiceAgentLeft,
} from "./leftovers";
export { removeBusiness } from "./remove-business";

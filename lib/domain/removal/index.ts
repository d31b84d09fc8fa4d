export { removeBusiness } from "./remove-business";
export { endBilling, removeFiles, removeVoiceAgent } from "./remove-leftovers";

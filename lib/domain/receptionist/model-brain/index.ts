export { createModelBrain, type ModelBrainInput, type ModelUse } from "./engine";

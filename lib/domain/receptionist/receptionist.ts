import { createBrain, type LiveBrain } from "./brain";
import { createModelBrain, type ModelBrainInput } from "./model-brain";

/** Everything that a receptionist's side of one conversation needs. */
export type ReceptionistInput = ModelBrainInput;

/** The receptionist of one conversation: worded by the language model where one is set up, else by the built-in brain. */
export const createReceptionist = (input: ReceptionistInput): LiveBrain =>
  input.model.isConfigured ? createModelBrain(input) : createBrain(input);

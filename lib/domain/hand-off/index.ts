export { kindOf } from "./kind-of";
export {
  type HandOffChoice,
  type HandOffQuestion,
  isMeantFor,
  isOnDuty,
  pickHandOff,
} from "./pick-hand-off";

export { dialable, isDialable } from "./dialable";
export {
  type HandOffChoice,
  type HandOffQuestion,
  isMeantFor,
  isOnDuty,
  pickHandOff,
} from "./pick-hand-off";

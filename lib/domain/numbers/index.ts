export { addNumber } from "./add-number";
export { assignNumber } from "./assign-number";
export {
  type CarrierNumber,
  connectCarrierNumber,
  releaseAccountNumber,
  releaseCarrierNumbers,
  suspendNamedNumbers,
} from "./connect-carrier-number";
export { dialCountries } from "./dial-countries";
export { type Dialable, dialable, dialRefusal, isDialable } from "./dialable";
export { requireFree } from "./free";
export { type NamedNumber, namedNumbers, nameNumber, unassignNumbers } from "./name-number";
export { findNumber, listNumbers } from "./read-numbers";
export {
  type AddNumberInput,
  type AssignNumberInput,
  addNumberInput,
  type PhoneNumber,
} from "./schema";

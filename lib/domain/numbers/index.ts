export { addNumber } from "./add-number";
export { findNumber, listNumbers } from "./read-numbers";
export { type AddNumberInput, addNumberInput, NUMBER_PROVIDERS, type PhoneNumber } from "./schema";

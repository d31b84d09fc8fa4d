export { countOf, countUpTo } from "./counts";
export { placesOf, readPage } from "./page";
export { placesFound } from "./search";
export { hasOneOf } from "./words";

export { createFaq } from "./create-faq";
export { durationText, priceText } from "./facts";
export { hoursText, isOpenAt, timeText } from "./hours-text";
export { listFaqs } from "./list-faqs";
export { removeFaq } from "./remove-faq";
export {
  type Faq,
  type FaqPatch,
  faqPatch,
  type KnowledgeHit,
  type KnowledgeQuery,
  type NewFaq,
  newFaq,
} from "./schema";
export { RELEVANCE_THRESHOLD, searchKnowledge } from "./search-knowledge";
export { updateFaq } from "./update-faq";
export { coverage, stemOf, termsOf } from "./words";

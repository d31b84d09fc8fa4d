export { createFaq } from "./create-faq";
export { durationText, priceText } from "./facts";
export { hoursText, isOpenAt, timeText } from "./hours-text";
export { listFaqs } from "./list-faqs";
export { removeFaq } from "./remove-faq";
export { replaceFaqs } from "./replace-faqs";
export {
  type Faq,
  type FaqPatch,
  faqPatch,
  type KnowledgeHit,
  type KnowledgeQuery,
  type NewFaq,
  newFaq,
  verifyAnswerInput,
} from "./schema";
export {
  bestAnswer,
  hasVerifiedAnswers,
  RELEVANCE_THRESHOLD,
  searchKnowledge,
  verifiedAnswer,
} from "./search-knowledge";
export { updateFaq } from "./update-faq";
export { verifyAnswer } from "./verify-answer";
export { coverage, stemOf, termsOf } from "./words";

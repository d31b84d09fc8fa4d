export { findOrCreateContact } from "./find-or-create-contact";
export { findContactByPhone, getContact } from "./get-contact";
export { listContacts } from "./list-contacts";
export { findDuplicateContacts, mergeContacts } from "./merge-contacts";
export { type NormalPhone, normalisePhone, phoneNumber } from "./phone";
export { type MergePreview, previewMerge } from "./preview-merge";
export { isVouchedFor, provenContact } from "./proven-contact";
export type { Contact, ContactFacts } from "./schema";
export { updateContact } from "./update-contact";

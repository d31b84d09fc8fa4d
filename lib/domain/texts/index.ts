export { listTexts } from "./list-texts";
export { fetchTextMedia } from "./media";
export { mediaOf, type TextMedia, withMedia } from "./read-media";
export { type IncomingText, receiveText } from "./receive-text";
export { recordDelivery } from "./record-delivery";
export { MAX_TEXT_CHARACTERS, type TextMessage } from "./schema";
export { sendQueuedText } from "./send-queued-text";
export { sendText } from "./send-text";
export { type TextHindrance, textHindrance, textRefusal, writeTextProblem } from "./standing";

export { appendMessage } from "./append-message";
export { closeConversation } from "./close-conversation";
export { getConversation } from "./get-conversation";
export { conversationsOfLead } from "./of-lead";
export {
  type AppendMessageInput,
  appendMessageInput,
  CHANNELS,
  type Channel,
  type CloseConversationInput,
  type Conversation,
  type ConversationDetail,
  closeConversationInput,
  DELIVERY_STATUSES,
  type DeliveryStatus,
  type Message,
  messageOf,
  SENDERS,
  type Sender,
  type Sentiment,
  type StartConversationInput,
  sentimentOf,
  startConversationInput,
} from "./schema";
export { startConversation } from "./start-conversation";
export { threadWith } from "./thread-with";

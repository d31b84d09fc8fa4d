export { deliverWebhook } from "./deliver";
export { appointmentFacts, leadFacts } from "./facts";
export { listDeliveries } from "./list-deliveries";
export {
  type AttemptRecord,
  DELIVERY_STATUSES,
  type DeliveryStatus,
  type ListDeliveriesInput,
  type WebhookDelivery,
} from "./schema";
export { sendDeliveryAgain } from "./send-again";

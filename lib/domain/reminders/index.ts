export { remindCustomer } from "./remind-customer";
export { REMINDER_METHODS, type Reminder, type ReminderMethod } from "./schema";
export { type ReminderOffer, reminderOffers } from "./ways";

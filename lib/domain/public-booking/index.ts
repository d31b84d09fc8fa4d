export { asCustomer, type CustomerContext } from "./as-customer";
export { bookAsCustomer, bookOnPage, cancelAsCustomer } from "./book-as-customer";
export { type BookingPage, type PublicCalendar, type PublicService, readBookingPage } from "./booking-page";
export { type FreeTimes, freeTimesOf, isOffered } from "./free-times";
export { isPublicBooking } from "./mail-standing";
export { bookingByToken, cancelByToken, moveAsCustomer, type PublicBooking, timesToMove } from "./manage";
export { appointmentIdOf, manageToken, manageUrl } from "./manage-link";
export type { PublicBusiness } from "./public-business";

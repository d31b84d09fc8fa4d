export { asCustomer } from "./as-customer";
export { bookAsCustomer, cancelAsCustomer } from "./book-as-customer";

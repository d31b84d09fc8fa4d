export { appointmentFacts, leadFacts } from "./facts";

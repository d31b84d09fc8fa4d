export { runAction } from "./run-action";

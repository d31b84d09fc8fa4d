export { type Figure, type HomeFigures, homeFigures } from "./home-figures";

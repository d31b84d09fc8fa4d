export { type Figure, type HomeFigures, homeFigures } from "./home-figures";
export { type MonthFigures, monthFigures } from "./month-figures";
export { type Overview, overview } from "./overview";
export {
  averageScore,
  conversionRate,
  mergedGroup,
  type ScoreGroup,
} from "./score-groups";
export { type ScoredLeads, scoredLeads } from "./scored-leads";

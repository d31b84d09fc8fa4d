export { expectationText } from "./judge";
export { getScenario, listScenarios } from "./read-scenarios";
export { rehearseScenarios } from "./rehearse-scenarios";
export { removeScenario } from "./remove-scenario";
export { runSuite } from "./run-suite";
export { saveScenario } from "./save-scenario";
export { scenarioFromCall } from "./scenario-from-call";
export type {
  Expectation,
  KeptTurn,
  SaveScenarioInput,
  Scenario,
  ScenarioInput,
  ScenarioResult,
  ScenarioSettings,
  Verdict,
} from "./schema";
export { scenarioInput } from "./schema";
export { getSuiteRun, listSuiteRuns, type SuiteRun, type SuiteRunSummary } from "./suite-runs";

import { checkLine, runChecks } from "./checks";

const results = await runChecks((result) => console.log(checkLine(result)));
const failed = results.filter((result) => !result.isOk).length;
console.log(`${results.length - failed} checks passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

// `npm start` and `npm run dev`. No dependency, and no syntax an old Node stumbles over before it is told.
import "./node-version.cjs";

void import("./steps/run.mjs").then(({ run }) => run({ dev: process.argv.includes("--dev") }));

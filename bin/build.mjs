// `npm run build`: the server and the command line (.ambit/*.mjs) and the pages (.next).
import "./node-version.cjs";

void import("./steps/run.mjs").then(({ build }) => build());

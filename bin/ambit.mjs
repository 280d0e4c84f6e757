#!/usr/bin/env node
// `npx ambit <command>`: builds the command line if the sources are newer, then runs it.
import "./node-version.cjs";

void import("./steps/run.mjs").then(({ runCommand }) => runCommand(process.argv.slice(2)));

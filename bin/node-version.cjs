// Old syntax on purpose: an old Node must get as far as the sentence below. package.json loads it before everything else.
var found = process.versions.node.split(".");
var major = Number(found[0]);
var minor = Number(found[1]);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    "Node " +
      process.versions.node +
      " is too old: Ambit needs Node 20.19 or newer. Install it from https://nodejs.org (or: nvm install 22), then run the command again.",
  );
  process.exit(1);
}

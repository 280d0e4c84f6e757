// Loaded into every tool that start-up runs: after `kill -9` of the start it must not go on building beside the next one.
if (process.connected) {
  process.once("disconnect", () => process.exit(1));
  process.channel.unref();
}
// The tool's own workers inherit these arguments, and they live as long as their channel holds them.
process.execArgv = process.execArgv.filter(
  (argument) => argument !== "--import" && !argument.endsWith("/end-with-parent.mjs"),
);

import { existsSync, readFileSync } from "node:fs";
import process from "node:process";
import { runCommand } from "./command.mjs";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

export function findChromium() {
  return process.env.AMBIT_CHROMIUM ?? usualPlaces.find((place) => existsSync(place));
}

/** Debian's Chromium is installed when we are allowed to; everywhere else we say what to do. */
export async function ensureChromium() {
  const found = findChromium();
  if (found !== undefined && existsSync(found)) return { code: 0, output: `${found}\n` };
  if (found !== undefined) return { code: 1, output: `AMBIT_CHROMIUM names ${found}, and no such file exists.\n` };
  if (!isDebian() || process.getuid?.() !== 0) {
    return {
      code: 1,
      output:
        "The browser tests need Chromium or Google Chrome, and none was found. Install it (Debian, as root: apt-get install -y chromium) or set AMBIT_CHROMIUM to its path.\n",
    };
  }
  console.log("Installing Chromium with apt-get …");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const update = await runCommand(["apt-get", "update"], env);
  if (update.code !== 0) return update;
  return runCommand(["apt-get", "install", "-y", "chromium"], env);
}

function isDebian() {
  return existsSync("/etc/os-release") && /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
}

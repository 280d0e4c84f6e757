import process from "node:process";
import { defineConfig } from "@playwright/test";
import { findChromium } from "./checks/run/chromium.mjs";

const chromium = findChromium();
// Chromium refuses to run as root inside its own sandbox; the rest keeps it from calling home.
const args = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
if (process.getuid?.() === 0) args.push("--no-sandbox");

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/server/global-setup.ts",
  outputDir: "test-results",
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    browserName: "chromium",
    launchOptions: { ...(chromium === undefined ? {} : { executablePath: chromium }), args },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "browser", testIgnore: "long/**" },
    { name: "long", testMatch: "long/**/*.spec.ts", timeout: 15 * 60_000 },
  ],
});

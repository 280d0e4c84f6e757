// What a browser needs of the operations object: where each operation is and how it is called.
import { mkdirSync, readdirSync, rmSync, existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const leanFolder = ".ambit/browser";
const domains = () => readdirSync("lib").filter((name) => existsSync(`lib/${name}/operations.ts`));

/** Bundled with the server, to be read here. */
export const operationEntries = Object.fromEntries(
  domains().map((name) => [`operations/${name}`, `lib/${name}/operations.ts`]),
);

/** Schemas and examples serve the server, the documentation and the tests; in a page they would weigh 35 KiB. */
export async function writeBrowserOperations() {
  rmSync(leanFolder, { recursive: true, force: true });
  mkdirSync(leanFolder, { recursive: true });
  for (const name of domains()) {
    const file = pathToFileURL(path.resolve(`.ambit/operations/${name}.mjs`));
    // A build in the same process as the one before it must not read that one's module.
    const exported = await import(`${file.href}?${Date.now()}`);
    const lines = Object.entries(exported).map(
      ([key, operations]) => `export const ${key} = ${JSON.stringify(thin(operations))};`,
    );
    writeFileSync(`${leanFolder}/${name}.js`, `${lines.join("\n")}\n`);
  }
}

function thin(operations) {
  return Object.fromEntries(
    Object.entries(operations).map(([id, { method, path: at, access, idempotent }]) => [
      id,
      // Of the access a page only needs to know whether a refusal means that the session ended.
      { id, method, path: at, access: { kind: access.kind }, idempotent },
    ]),
  );
}

import { findBoundaryFaults } from "@/checks/house/boundaries";
import { findCeilingFaults } from "@/checks/house/ceilings";
import { findGraphFaults } from "@/checks/house/module-graph";
import { findNameFaults } from "@/checks/house/names";
import { type Fault, readTree, type SourceTree } from "@/checks/house/source-tree";
import { findStrictnessFaults } from "@/checks/house/strictness";

const checkers: Readonly<Record<string, (tree: SourceTree) => Fault[]>> = {
  boundaries: (tree) => [...findBoundaryFaults(tree), ...findNameFaults(tree), ...findGraphFaults(tree)],
  ceilings: findCeilingFaults,
  strictness: findStrictnessFaults,
};

/** `tsx checks/house/check-house.ts boundaries` runs one; without a name, all. */
function main(names: readonly string[]): void {
  const tree = readTree(process.cwd());
  let failed = false;
  for (const name of names.length > 0 ? names : Object.keys(checkers)) {
    const check = checkers[name];
    if (!check) throw new Error(`There is no check named ${name}; there are ${Object.keys(checkers).join(", ")}.`);
    const faults = check(tree);
    for (const { path, line, message } of faults) console.error(`${path}:${line} ${message}`);
    console.log(`${name}: ${tree.files.length} files read, ${faults.length} faults`);
    failed ||= faults.length > 0;
  }
  if (failed) process.exitCode = 1;
}

main(process.argv.slice(2));

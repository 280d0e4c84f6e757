import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import { createAgent } from "@/e2e/server/agents";
import { createDenial } from "@/e2e/server/decisions";
import { createHandover } from "@/e2e/server/handovers";
import { createSystem } from "@/e2e/server/inventory";
import { createSignedInPerson, createTeamOf, type TestPerson } from "@/e2e/server/people";
import { createChange } from "@/e2e/server/policies";

type RouteTable = {
  /** KiB of compressed JavaScript at first load where `budgets` says nothing else. */
  standardBudget: number;
  budgets: Readonly<Record<string, number>>;
  /** An address for each route with parameters, with `{person}`, `{team}`, `{system}`, `{agent}` or `{event}` where an id belongs. */
  examples: Readonly<Record<string, string>>;
  /** Pages that are not shown to somebody who is signed in. */
  signedOut: readonly string[];
  /** Pages that are the same whoever looks. */
  sameForAll: readonly string[];
};

export type PageRoute = {
  /** As the folders of app/ say it, without groups: /people/[id] */
  pattern: string;
  budgetKib: number;
  signedOut: boolean;
  sameForAll: boolean;
  /** Where to look at it; makes the things it shows. */
  findAddress: (owner: pg.Pool, person: TestPerson) => Promise<string>;
};

const table: RouteTable = JSON.parse(readFileSync("checks/routes.json", "utf8"));

/** Every page of the console, read from app/, so that a new page cannot escape the checks that walk over all of them. */
export function listPageRoutes(): PageRoute[] {
  return listPagePatterns("app").map((pattern) => ({
    pattern,
    budgetKib: table.budgets[pattern] ?? table.standardBudget,
    signedOut: table.signedOut.includes(pattern),
    sameForAll: table.sameForAll.includes(pattern),
    findAddress: (owner, person) => fillAddress(readExample(pattern), owner, person),
  }));
}

function readExample(pattern: string): string {
  const example = table.examples[pattern] ?? (pattern.includes("[") ? undefined : pattern);
  if (example !== undefined) return example;
  throw new Error(`${pattern} has parameters: give it an address under "examples" in checks/routes.json`);
}

async function fillAddress(example: string, owner: pg.Pool, person: TestPerson): Promise<string> {
  if (example.includes("{person}")) return example.replace("{person}", person.id);
  if (example.includes("{team}")) return example.replace("{team}", await createTeamOf(owner, person));
  if (example.includes("{system}")) return example.replace("{system}", (await createSystem(owner)).slug);
  if (example.includes("{agent}"))
    return example.replace("{agent}", (await createAgent(await createSignedInPerson(owner))).slug);
  if (example.includes("{change}")) return example.replace("{change}", await createChange(owner));
  if (example.includes("{handover}")) return example.replace("{handover}", await createHandover(owner));
  if (example.includes("{decision}")) return example.replace("{decision}", await createDenial(owner));
  if (example.includes("{event}")) return example.replace("{event}", await findAnyEvent(owner));
  return example;
}

async function findAnyEvent(owner: pg.Pool): Promise<string> {
  const { rows } = await owner.query<{ id: string }>("select event_id as id from audit_log order by seq limit 1");
  if (!rows[0]) throw new Error("The log is empty: start-up writes its first events");
  return rows[0].id;
}

function listPagePatterns(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return listPagePatterns(path.posix.join(folder, entry.name));
    if (entry.name !== "page.tsx") return [];
    const segments = folder.split("/").filter((segment) => segment !== "app" && !/^[(@]/.test(segment));
    return [`/${segments.join("/")}`];
  });
}

import "server-only";
import type { Ctx } from "@/lib/access/context";
import type { MemoryInput, NewAgent, NewIdentity } from "@/lib/agents/schema";
import * as agents from "@/lib/agents/service";
import { createPolicyDraft, publishSample, updatePolicyDraft } from "@/lib/policy/service";
import { refundDraft, samplePolicies } from "@/lib/sample/policies";
import { createSystem } from "@/lib/systems/service";
import type { NewSystem } from "@/lib/systems/schema";

type SampleAgent = Omit<NewAgent, "owner" | "deputy" | "environment"> & {
  daysAgo: number;
  owner: string;
  deputy?: string;
  /** Who of the two said yes; without it both did. */
  accepted?: readonly ("owner" | "deputy")[];
  /** When they did; without it lately, so that nothing is overdue when somebody looks around. */
  acceptedDaysAgo?: number;
  none?: readonly ("systems" | "memory" | "sub_agents" | "tools")[];
  duties?: { us: string; model_provider: string; platform: string };
  systems?: readonly (readonly [system: number, via: string])[];
  memory?: MemoryInput;
  identity?: NewIdentity;
  retired?: string;
  /** It is at work, and somebody writes the next version of its policy. */
  atWork?: true;
};

const systems: readonly Omit<NewSystem, "slug">[] = [
  {
    name: "Sample payments",
    description: "Takes and returns money.",
    verifies: "token",
    actions: ["mcp.payments.**"],
    data_classes: ["payment"],
  },
  {
    name: "Sample customers",
    description: "Who buys what.",
    verifies: "mtls",
    actions: ["crm.**"],
    data_classes: ["personal"],
  },
  {
    name: "Sample build farm",
    description: "Answers whoever is in the network.",
    verifies: "network_only",
    actions: ["build.**"],
    data_classes: ["source_code"],
  },
];

/** Each stands for one thing the list can show: complete, waiting, a bridge, left behind, retired. */
const list: readonly SampleAgent[] = [
  {
    name: "Sample refund agent",
    purpose: "Refunds customers of the shop when their ticket says so.",
    kind: "custom",
    tier_target: "enterprise",
    autonomy: "acts_within_limits",
    model_providers: ["Anthropic"],
    data_classes: ["personal", "payment"],
    atWork: true,
    tags: ["shop"],
    daysAgo: 29,
    owner: "Dana Reyes",
    deputy: "Noor Haddad",
    none: ["tools"],
    duties: { us: "What it may do, and to whom", model_provider: "The model", platform: "Keeping it running" },
    systems: [
      [0, "mcp.payments"],
      [1, "crm"],
    ],
    memory: {
      name: "Sample summaries of tickets",
      operator: "us",
      operator_name: "",
      retention_days: 30,
      purge_by: "Sample Payments",
      reachable: true,
      data_classes: ["personal"],
    },
    identity: { kind: "spiffe", name: "In the cluster", spiffe_id: "spiffe://sample.invalid/refund-agent" },
  },
  {
    name: "Sample refund lookup",
    purpose: "Looks up what a customer bought, for the refund agent.",
    kind: "custom",
    tier_target: "enterprise",
    autonomy: "suggests",
    model_providers: ["Anthropic"],
    data_classes: ["personal"],
    daysAgo: 28,
    owner: "Dana Reyes",
    deputy: "Mateo Silva",
    none: ["sub_agents", "memory"],
    systems: [[1, "crm"]],
  },
  {
    name: "Sample ticket sorter",
    purpose: "Sorts what comes in and writes a first answer for a person to send.",
    kind: "saas_embedded",
    tier_target: "foundation",
    autonomy: "suggests",
    daysAgo: 20,
    owner: "Kofi Mensah",
    deputy: "Lena Fischer",
    accepted: ["owner"],
  },
  {
    name: "Sample release helper",
    purpose: "Writes release notes and starts builds.",
    kind: "endpoint_coding",
    tier_target: "foundation",
    autonomy: "acts_when_approved",
    model_providers: ["Anthropic"],
    data_classes: ["source_code"],
    daysAgo: 16,
    owner: "Priya Nair",
    deputy: "Ana Lopes",
    systems: [[2, "a shell"]],
    identity: { kind: "label", name: "As it calls itself", label: "release-helper" },
  },
  { name: "Sample invoice reader", purpose: "", daysAgo: 12, owner: "Mateo Silva", accepted: [] },
  {
    name: "Sample stock watcher",
    purpose: "Tells when something runs out.",
    kind: "custom",
    tier_target: "foundation",
    daysAgo: 25,
    acceptedDaysAgo: 24,
    owner: "Tom Berg",
    deputy: "Mateo Silva",
  },
  {
    name: "Sample travel planner",
    purpose: "Planned trips, until somebody else did it better.",
    kind: "saas_embedded",
    daysAgo: 35,
    acceptedDaysAgo: 34,
    owner: "Ana Lopes",
    retired: "Replaced by what the travel agency offers.",
  },
];

type At = (daysAgo: number) => Ctx;

/** Through the services, each in its own transaction: whatever stands when one fails is marked and goes with the rest. */
export async function addSampleAgents(at: At, people: ReadonlyMap<string, string>): Promise<void> {
  const slugs: string[] = [];
  for (const system of systems) slugs.push((await createSystem(at(30), system)).slug);
  const made: string[] = [];
  for (const sample of list) made.push(await addSampleAgent(at, people, slugs, sample));
  const [parent = "", child = ""] = made;
  await agents.adoptAgent(at(27), parent, child);
}

async function addSampleAgent(
  at: At,
  people: ReadonlyMap<string, string>,
  systemSlugs: readonly string[],
  sample: SampleAgent,
): Promise<string> {
  const {
    daysAgo,
    owner,
    deputy,
    accepted = ["owner", "deputy"],
    none,
    duties,
    retired,
    atWork,
    acceptedDaysAgo = 4,
    ...rest
  } = sample;
  const { systems: reached = [], memory, identity, ...fields } = rest;
  const find = (name: string): string => people.get(name) ?? "";
  const ctx = at(daysAgo);
  const { slug, owners } = await agents.createAgent(ctx, {
    ...fields,
    environment: "sandbox",
    owner: find(owner),
    ...(deputy === undefined ? {} : { deputy: find(deputy) }),
  });
  for (const [system, via] of reached) await agents.reachSystem(ctx, slug, systemSlugs[system] ?? "", via);
  if (memory) await agents.addMemory(ctx, slug, memory);
  if (identity) await agents.addIdentity(ctx, slug, identity);
  const change = { ...(none ? { stated_none: [...none] } : {}), ...(duties ? { responsibility: duties } : {}) };
  if (none || duties) await agents.updateAgentFields(ctx, slug, change, 0);
  for (const { id, part } of owners)
    if (accepted.includes(part)) await agents.acceptOwnership(at(acceptedDaysAgo), slug, id);
  const policy = samplePolicies[fields.name];
  const scope = { kind: "agent", slug } as const;
  if (policy !== undefined) await publishSample(at(daysAgo), scope, policy, "What the handbook says, word for word.");
  if (policy !== undefined && atWork) {
    const draft = await createPolicyDraft(at(2), scope, { template: "live" });
    await updatePolicyDraft(at(1), scope, refundDraft(policy), draft.version);
    for (const step of ["submit", "activate"] as const) await agents.takeStep(at(3), slug, step, null);
  }
  if (retired !== undefined) await agents.takeStep(at(daysAgo - 10), slug, "retire", retired);
  return slug;
}

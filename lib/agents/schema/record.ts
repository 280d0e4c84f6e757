import * as z from "zod/mini";
import { environments } from "@/lib/core/environments";
import { idField, instant, pageOf, slugField } from "@/lib/core/fields";
import {
  agentAbilities,
  agentKinds,
  agentStates,
  autonomies,
  dataClasses,
  gapCodes,
  statableParts,
  tiers,
} from "@/lib/agents/rules";
import { AgentRef, DeclaredServer, DeclaredTool, Identity, Memory, Ownership, PersonRef, ReachedSystem } from "./parts";

const Responsibility = z.object({ us: z.string(), model_provider: z.string(), platform: z.string() });

/** An agent as lists show it. */
export const Agent = z.object({
  id: idField("agent"),
  version: z.int(),
  created_at: instant,
  updated_at: instant,
  slug: slugField,
  name: z.string(),
  /** What it is for. */
  purpose: z.string(),
  environment: z.enum(environments),
  state: z.enum(agentStates),
  state_since: instant,
  state_reason: z.nullable(z.string()),
  kind: z.nullable(z.enum(agentKinds)),
  /** As assessed; null is not assessed. */
  tier: z.nullable(z.enum(tiers)),
  tier_target: z.nullable(z.enum(tiers)),
  autonomy: z.nullable(z.enum(autonomies)),
  model_providers: z.array(z.string()),
  data_classes: z.array(z.enum(dataClasses)),
  tags: z.array(z.string()),
  /** Parts it is said to have none of. */
  stated_none: z.array(z.enum(statableParts)),
  responsibility: Responsibility,
  team: z.nullable(z.object({ id: idField("team"), slug: slugField, name: z.string() })),
  /** Who accepted and is here; null is "No active owner". */
  owner: z.nullable(PersonRef),
  deputy: z.nullable(PersonRef),
  gaps: z.array(z.enum(gapCodes)),
  /** It reaches a system that trusts the network alone. */
  bridge: z.boolean(),
  /** From then on it fails closed, unless an owner confirms. Null before anybody accepted. */
  governed_until: z.nullable(instant),
  governed: z.boolean(),
  /** Where it was imported from. */
  source: z.nullable(z.string()),
  sample: z.boolean(),
  abilities: z.array(z.enum(agentAbilities)),
});
export type Agent = z.output<typeof Agent>;

/** An agent with everything that is part of its record. */
export const AgentRecord = z.extend(Agent, {
  /** Older addresses, which still lead here. */
  former_slugs: z.array(slugField),
  /** Every open or accepted one, and the last ended of each part. */
  owners: z.array(Ownership),
  identities: z.array(Identity),
  systems: z.array(ReachedSystem),
  memory: z.array(Memory),
  parents: z.array(AgentRef),
  sub_agents: z.array(AgentRef),
  tools: z.array(DeclaredTool),
  servers: z.array(DeclaredServer),
  /** What keeps it from being activated by whoever asks. */
  unmet: z.array(z.object({ code: z.string(), words: z.string() })),
  rhythm: z.object({ confirm_every_days: z.int(), grace_days: z.int() }),
  /** The instant this record is of; null is now. */
  as_of: z.nullable(instant),
});
export type AgentRecord = z.output<typeof AgentRecord>;

export const AgentPage = pageOf(Agent);
export type AgentPage = z.output<typeof AgentPage>;

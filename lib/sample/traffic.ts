import type { JsonMembers } from "@/lib/policy/rules";

/** What an agent would have tried, in the order of time: made up from a seed, the same for every installation. */
export type SampleCall = {
  readonly at: Date;
  readonly action: string;
  readonly args: JsonMembers;
  readonly resource: { readonly type: string; readonly id: string };
  readonly context: JsonMembers;
  /** Calls of one number are of one session; 0 is none. */
  readonly session: number;
  readonly intent?: string;
  readonly initiator?: string;
  /** A person said yes to the question it became. */
  readonly approved?: boolean;
};

export type Draw = () => number;

/** Mulberry32: small, and the same everywhere. */
export function drawFrom(seed: string): Draw {
  let state = Array.from(seed).reduce(
    (sum, sign) => Math.imul(sum ^ (sign.codePointAt(0) ?? 0), 16_777_619),
    2_166_136_261,
  );
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const days = 30;
const dayMs = 86_400_000;
/** Of a working day's calls, how many fall into each hour in UTC from seven on. */
const rhythm = [2, 6, 10, 12, 9, 7, 10, 12, 11, 8, 4, 2];
const whole = rhythm.reduce((sum, part) => sum + part, 0);

type Tasks = {
  /** On a working day; on a weekend a tenth of them. */
  readonly tasks: number;
  /** `age` is in days: 30 at the beginning, 0 today. */
  readonly calls: (draw: Draw, task: number, age: number) => readonly Omit<SampleCall, "at" | "session">[];
  /** Each task is a session of its own. */
  readonly inSession?: (draw: Draw, age: number) => boolean;
  readonly roundTheClock?: boolean;
};

export function makeTraffic(seed: string, now: Date): SampleCall[] {
  const plan = plans[seed];
  if (!plan) return [];
  const draw = drawFrom(seed);
  const made: SampleCall[] = [];
  let session = 0;
  for (let age = days - 1; age >= 0; age--) {
    const day = Math.floor(now.getTime() / dayMs) * dayMs - age * dayMs;
    const isFree = [0, 6].includes(new Date(day).getUTCDay());
    const count = isFree && !plan.roundTheClock ? Math.ceil(plan.tasks / 10) : plan.tasks;
    for (let task = 0; task < count; task++) {
      const began = day + (plan.roundTheClock ? ((task + draw() / 2) / count) * dayMs : drawTime(draw));
      const inSession = plan.inSession?.(draw, age) === true;
      if (inSession) session++;
      for (const [at, call] of plan.calls(draw, made.length, age).entries()) {
        const when = new Date(Math.floor(began + at * (1_500 + draw() * 4_000)));
        if (when < now) made.push({ ...call, at: when, session: inSession ? session : 0 });
      }
    }
  }
  return made.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

function drawTime(draw: Draw): number {
  let left = draw() * whole;
  const hour = rhythm.findIndex((part) => (left -= part) < 0);
  return (7 + Math.max(0, hour) + draw()) * 3_600_000;
}

const nothing = { resource: { type: "none", id: "none" }, context: {} } as const;
const pick = <T>(draw: Draw, from: readonly T[], otherwise: T): T =>
  from[Math.floor(draw() * from.length)] ?? otherwise;
const accepted = "sha-256:c2FtcGxlLXRvb2wtYXMtaXQtd2FzLWFjY2VwdGVkLS0";
const changed = "sha-256:c2FtcGxlLXRvb2wtd2l0aC1vdGhlci13b3Jkcy0tLS0";
export const sampleTool = { server: "mcp.payments", tool: "create_refund", digest: accepted };

/** Each tells a story that a list of denials shows: what began lately, what was put right, what nobody has seen to. */
const plans: Readonly<Record<string, Tasks>> = {
  "Sample refund agent": {
    tasks: 100,
    // Old workers of the shop called without a session, until they were put right.
    inSession: (draw, age) => age < 17 || draw() > 0.06,
    calls: (draw, task, age) => {
      const customer = `C-${1_000 + Math.floor(draw() * 400)}`;
      const initiator = `support-${1 + Math.floor(draw() * 6)}`;
      const started = { ...nothing, intent: "refund", initiator };
      const amount = Math.round((draw() < 0.07 ? 201 + draw() * 700 : 4 + draw() * 150) * 100) / 100;
      // The shop opened in Britain ten days ago.
      const currency = age < 10 && draw() < 0.02 * (10 - age) ? "GBP" : "EUR";
      const digest = age === 6 || age === 5 ? changed : accepted;
      const refund = {
        ...started,
        action: "mcp.payments.create_refund",
        args: { amount, currency, customer, ticket: `T-${50_000 + task}`, note: "As the ticket says" },
        resource: { type: "account", id: "shop" },
        context: { tool_digest: digest },
      };
      const read = {
        ...started,
        action: "crm.customers.read",
        args: { customer },
        resource: { type: "customer", id: customer },
      };
      const paysOut = draw() < 0.006;
      const approved = amount > 200 && draw() < 0.8;
      return [
        read,
        paysOut ? { ...refund, action: "mcp.payments.create_payout", args: { amount, currency } } : refund,
        ...(approved && !paysOut ? [{ ...refund, approved }] : []),
      ];
    },
  },
  "Sample refund lookup": {
    tasks: 56,
    inSession: () => true,
    calls: (draw) => {
      const customer = `C-${1_000 + Math.floor(draw() * 400)}`;
      const started = { ...nothing, intent: "look-up", resource: { type: "customer", id: customer } };
      const fields =
        draw() < 0.05 ? ["name", "address"] : pick(draw, [["name"], ["name", "country"], ["since"]], ["name"]);
      return [
        { ...started, action: "crm.customers.read", args: { customer, fields } },
        draw() < 0.01
          ? { ...started, action: "crm.customers.export", args: { format: "csv" } }
          : { ...started, action: "crm.orders.read", args: { order: `A-${Math.floor(draw() * 9_000)}` } },
      ];
    },
  },
  "Sample ticket sorter": {
    tasks: 62,
    calls: (draw, task) => {
      const ticket = `T-${60_000 + task}`;
      const on = { ...nothing, resource: { type: "ticket", id: ticket } };
      const label = pick(draw, ["refund", "parcel", "invoice", "praise"], "refund");
      const customer = { country: pick(draw, ["DE", "FR", "GB"], "DE"), phone: `+49 30 ${1_000_000 + task}` };
      const last =
        draw() < 0.04
          ? { ...on, action: "mail.send", args: { ticket, template: "thanks" } }
          : draw() < 0.1
            ? { ...on, action: "tickets.close", args: { ticket, reason: "answered" } }
            : { ...on, action: "tickets.drafts.create", args: { ticket, length: Math.floor(200 + draw() * 4_100) } };
      return [
        { ...on, action: "tickets.read", args: { ticket } },
        { ...on, action: "tickets.label", args: { ticket, label, customer } },
        last,
      ];
    },
  },
  "Sample release helper": {
    tasks: 9,
    calls: (draw, task) => {
      const on = { ...nothing, resource: { type: "repository", id: "shop" } };
      const branch = pick(draw, ["main", "release", "scratch"], "main");
      const approved = branch !== "scratch" && draw() < 0.6;
      const push = { ...on, action: "repo.push", args: { branch, commits: 1 + Math.floor(draw() * 5) } };
      return [
        { ...on, action: "repo.read", args: { path: "CHANGES.md" } },
        { ...on, action: "repo.notes.write", args: { version: `4.${task}` } },
        // The farm answers whoever is in the network, so nothing that reaches it goes through.
        { ...on, action: "build.start", args: { target: "release" } },
        ...(draw() < 0.5 ? [push, ...(approved ? [{ ...push, approved }] : [])] : []),
      ];
    },
  },
  "Sample stock watcher": {
    tasks: 64,
    roundTheClock: true,
    calls: (draw) => {
      const shelf = `S-${Math.floor(draw() * 40)}`;
      const on = { ...nothing, resource: { type: "shelf", id: shelf } };
      const channel = draw() < 0.1 ? "#everybody" : "#stock";
      return [
        { ...on, action: "stock.levels.read", args: { shelf } },
        ...(draw() < 0.08 ? [{ ...on, action: "alerts.post", args: { channel, shelf } }] : []),
      ];
    },
  },
};

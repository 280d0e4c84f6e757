import { showHiddenCharacters } from "@/components/ui/fence";
import { FallIcon, RiseIcon } from "@/components/ui/icons/actions";
import type { PolicyChange } from "@/lib/policy/schema";
import { Move } from "../badges";

type Effect = PolicyChange["loosenings"][number];

/** What lets more through and what lets less through, each with a call for which it makes a difference. */
export function Effects({ change }: { change: PolicyChange }) {
  const { loosenings, tightenings } = change;
  if (loosenings.length === 0 && tightenings.length === 0) {
    return <p className="text-muted">No limit moves: only words, comments or the order of rules change.</p>;
  }
  return (
    <div className="grid gap-4">
      <EffectList label="What it loosens" effects={loosenings} way="looser" />
      <EffectList label="What it tightens" effects={tightenings} way="tighter" />
    </div>
  );
}

export function describeEffects({ loosenings, tightenings }: Pick<PolicyChange, "loosenings" | "tightenings">): string {
  const [looser, tighter] = [loosenings.length, tightenings.length];
  if (looser === 0 && tighter === 0) return "No limit moves";
  if (looser === 0)
    return tighter === 1 ? "1 limit gets tighter, none looser" : `${tighter} limits get tighter, none looser`;
  const first = looser === 1 ? "1 limit gets looser" : `${looser} limits get looser`;
  return tighter === 0 ? first : `${first}, ${tighter} tighter`;
}

function EffectList({ label, effects, way }: { label: string; effects: readonly Effect[]; way: "looser" | "tighter" }) {
  if (effects.length === 0) return null;
  const Drawing = way === "looser" ? RiseIcon : FallIcon;
  return (
    <ul aria-label={label} className="grid">
      {effects.map((effect, at) => (
        <li
          key={at}
          className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2.5 gap-y-0.5 border-t border-hairline py-2.5"
        >
          <Drawing className={`mt-0.5 ${way === "looser" ? "text-pending-fg" : "text-muted"}`} />
          <p className="min-w-0 [overflow-wrap:anywhere]">
            <b className="font-semibold">{way === "looser" ? "Looser" : "Tighter"}</b>
            {effect.id !== null && (
              <>
                {", "}
                <code translate="no" className="text-dense">
                  {showHiddenCharacters(effect.id)}
                </code>
              </>
            )}
            : {showHiddenCharacters(effect.detail)}
          </p>
          <Example example={effect.example} />
        </li>
      ))}
    </ul>
  );
}

/** One call, and what becomes of it. What the server could not find an example for has none. */
function Example({ example }: { example: Effect["example"] }) {
  if (typeof example !== "object" || example === null || Array.isArray(example)) return null;
  const { action, args, before, after } = example;
  if (typeof action !== "string" || typeof before !== "string" || typeof after !== "string") return null;
  return (
    <div className="col-start-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-dense">
      <code translate="no" className="min-w-0 [overflow-wrap:anywhere]">
        {showHiddenCharacters(action)}
        {describeArgs(args)}
      </code>
      <Move before={before} after={after} />
    </div>
  );
}

function describeArgs(args: unknown): string {
  if (typeof args !== "object" || args === null || Object.keys(args).length === 0) return "";
  const text = Object.entries(args)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(", ");
  return ` (${showHiddenCharacters(text.length > 300 ? `${text.slice(0, 300)}…` : text)})`;
}

"use client";

import { Button } from "@/components/ui/button";
import { showHiddenCharacters } from "@/components/ui/fence";
import { IconButton } from "@/components/ui/icon-button";
import { BinIcon, EditIcon, PlusIcon } from "@/components/ui/icons/actions";
import { describeApprovers, describeNames, describeSeconds } from "@/lib/policy/rules";
import type { Intent } from "@/lib/policy/schema";
import type { Readable } from "../state/preview";
import { useEditor } from "../state/use-editor";
import { CodeChip, Pieces } from "./pieces";
import { FindingLines, LineButton } from "./rule-row";

/** What it may be about, and who may start it. */
export function IntentBlock({ readable: { document, lines } }: { readable: Readable }) {
  const { mayWrite, locked, openForm } = useEditor();
  const { intents, require_intent: required } = document;
  return (
    <section aria-label="Intents" className="border-t border-hairline pb-3">
      <div className="flex items-center gap-2 px-page py-2">
        <h3 className="font-semibold">Intents</h3>
        <span className="text-dense text-subtle tabular">{intents.length}</span>
        {mayWrite && (
          <span className="ms-auto">
            <Button
              size="small"
              icon={<PlusIcon size={14} />}
              disabledReason={locked}
              onClick={() => openForm({ kind: "intent" })}
            >
              Add<span className="sr-only"> an intent</span>
            </Button>
          </span>
        )}
      </div>
      {intents.length === 0 ? (
        <p className="border-t border-hairline px-page py-2.5 text-dense text-subtle">
          {required ? "None, so no session can begin and everything is denied." : "None."}
        </p>
      ) : (
        <ul>
          {intents.map((intent, at) => (
            <IntentRow key={at} intent={intent} at={at} line={lines.intents[at] ?? 1} />
          ))}
        </ul>
      )}
    </section>
  );
}

function IntentRow({ intent, at, line }: { intent: Intent; at: number; line: number }) {
  const { goTo, openForm, mayWrite, locked, edit, preview } = useEditor();
  const { id, statement, actions, max_session_minutes: minutes } = intent;
  return (
    <li className="grid grid-cols-[2.5rem_minmax(0,1fr)_auto] gap-x-3 border-t border-hairline px-3 py-2.5">
      <LineButton line={line} name={id} onPress={() => goTo(line)} />
      <div className="min-w-0">
        <p className="leading-6 [overflow-wrap:anywhere]">
          <CodeChip text={id} /> {showHiddenCharacters(statement)}
        </p>
        <p className="mt-0.5 text-dense text-muted [overflow-wrap:anywhere]">
          It holds <Pieces pieces={describeNames(actions)} />, for at most {describeSeconds(minutes * 60)} a session.{" "}
          <Issuance intent={intent} />
        </p>
        <FindingLines findings={preview.findings.filter(({ pointer }) => pointer === `/intents/${at}`)} />
      </div>
      {mayWrite && (
        <div className="flex items-start gap-1">
          <IconButton
            icon={EditIcon}
            size="small"
            label={`Edit ${id}`}
            aria-disabled={locked !== undefined || undefined}
            onClick={() => locked === undefined && openForm({ kind: "intent", at })}
          />
          <IconButton
            icon={BinIcon}
            size="small"
            label={`Delete ${id}`}
            aria-disabled={locked !== undefined || undefined}
            onClick={() =>
              locked === undefined &&
              edit([{ kind: "remove", part: "intents", id }], `${id} deleted. Undo takes it back`)
            }
          />
        </div>
      )}
    </li>
  );
}

/** Who may start a session of it, for what, how often, and who must say yes first. */
function Issuance({ intent: { issuance } }: { intent: Intent }) {
  const { who, task, approvers, per_hour: hour, per_day: day } = issuance ?? {};
  const often = [
    ...(hour === undefined ? [] : [`${hour} an hour`]),
    ...(day === undefined ? [] : [`${day} a day`]),
  ].join(" and ");
  return (
    <>
      {who === undefined
        ? "Anybody whom its identity provider proves may start one"
        : `Who may start one: ${describeApprovers(who)}`}
      {task !== undefined && (
        <>
          {" "}
          for a task like <CodeChip text={task} />
        </>
      )}
      {often !== "" && `, at most ${often}`}
      {approvers !== undefined && `, after a yes of ${describeApprovers(approvers)}`}.
    </>
  );
}

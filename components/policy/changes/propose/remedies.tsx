import { TextLink } from "@/components/ui/text-link";
import { isAppError } from "@/lib/core/errors";
import { changeHref } from "../place";

/** A member of a refusal, where it has one. */
export function readMember(error: Error | null, name: string): unknown {
  return isAppError(error) && error.code === "conflict" ? error.members[name] : undefined;
}

/** What began from a version that is no longer live. */
export function isBehind(error: Error | null): boolean {
  return readMember(error, "base_version") !== undefined;
}

/** One change of a policy waits at a time: the way to it. */
export function OtherChange({ error }: { error: Error | null }) {
  const change = readMember(error, "change");
  if (typeof change !== "string") return null;
  return (
    <p>
      <TextLink href={changeHref(change)}>Open the change that waits</TextLink>
    </p>
  );
}

/** The tests by name, so that one can go and mend them. */
export function FailedTests({ error }: { error: Error | null }) {
  const failed = readMember(error, "failed");
  if (!Array.isArray(failed) || failed.length === 0) return null;
  const names = failed.filter((name) => typeof name === "string");
  return (
    <div>
      <p className="font-medium">{names.length === 1 ? "This test fails:" : "These tests fail:"}</p>
      <ul className="list-disc ps-5 [overflow-wrap:anywhere]">
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <p className="mt-1 text-muted">The editor shows what each expected, under Tests.</p>
    </div>
  );
}

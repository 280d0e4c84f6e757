import { Code } from "@/components/ui/code";
import { SimpleTable } from "@/components/ui/table";

const columns = [{ header: "Problem", width: "40%" }, { header: "Status", width: "15%" }, { header: "Meaning" }];

/** Every problem an operation can answer, as `urn:ambit:problem:<code>` in `type`. */
export function ProblemTable({ problems }: { problems: readonly { code: string; status: number; title: string }[] }) {
  const rows = problems.map(({ code, status, title }) => ({
    id: code,
    cells: [<Code key="code">{code}</Code>, status, title],
  }));
  return (
    <section aria-labelledby="problems" className="mt-8 pb-12">
      <h2 id="problems" className="text-section font-semibold">
        Problems
      </h2>
      <p className="mt-1 mb-2 max-w-prose text-muted">
        A request that fails is answered with application/problem+json (RFC 9457). Its type is urn:ambit:problem: and
        one of these codes; instance names the request, as X-Request-Id does.
      </p>
      <SimpleTable label="Problems" columns={columns} rows={rows} />
    </section>
  );
}

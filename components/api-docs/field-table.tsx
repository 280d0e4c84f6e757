import { Code } from "@/components/ui/code";
import { SimpleTable } from "@/components/ui/table";

type Field = { name: string; type: string; required: boolean; words: string };

const columns = [{ header: "Field", width: "30%" }, { header: "Type", width: "34%" }, { header: "Rule" }];

type Props = { title: string; label: string; sent: boolean; fields: readonly Field[] };

/** The fields of one part, and what is asked of each. */
export function FieldTable({ title, label, sent, fields }: Props) {
  const presence = sent ? { must: "required", may: "optional" } : { must: "always there", may: "may be absent" };
  const rows = fields.map(({ name, type, required, words }) => ({
    id: name,
    cells: [
      <Code key="name">{name}</Code>,
      <span key="type" className="[overflow-wrap:anywhere]">
        {type}
      </span>,
      [required ? presence.must : presence.may, words].filter(Boolean).join(", "),
    ],
  }));
  return (
    <div className="mt-4">
      <h4 className="text-dense font-medium">{title}</h4>
      <SimpleTable label={label} columns={columns} rows={rows} />
    </div>
  );
}

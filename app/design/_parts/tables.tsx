import { DiffView } from "@/components/data/diff-view";
import { SimpleTable, TwoLines } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { Tag } from "@/components/ui/tag";
import { Case, Part } from "./specimen";

export function Tables() {
  return (
    <Part title="Tables and differences">
      <Case name="Simple table" wide>
        <SimpleTable
          label="Passkeys"
          columns={[{ header: "Name" }, { header: "Added", phone: "hidden" }, { header: "Last used", align: "end" }]}
          rows={[
            {
              id: "1",
              cells: [
                <TwoLines key="n" first="MacBook" second="iCloud Keychain, synced" />,
                <Time key="a" at="2026-11-03T09:00:00Z" detail="day" />,
                <Time key="u" at="2026-11-21T08:10:00Z" />,
              ],
            },
            {
              id: "2",
              cells: [
                <TwoLines key="n" first="Security key" second={<Tag>not synced</Tag>} />,
                <Time key="a" at="2026-10-12T09:00:00Z" detail="day" />,
                "Never",
              ],
            },
          ]}
        />
      </Case>
      <Case name="Before and after" wide>
        <div className="w-full">
          <DiffView
            label="What changed in Ana Lopes"
            changes={[
              { field: "Roles", before: "member", after: "member, security" },
              { field: "Title", before: null, after: "Head of payments" },
              { field: "Name", before: "Ana Lopes", after: "Ana Lopes" },
              { field: "Mail", before: "ana@example.com", after: "ana@example.com" },
            ]}
          />
        </div>
      </Case>
    </Part>
  );
}

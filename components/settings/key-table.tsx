import { Time } from "@/components/ui/time";
import { SimpleTable, TwoLines } from "@/components/ui/table";
import type { Installation } from "@/lib/installation/schema";

const purposeWords: Readonly<Record<string, string>> = {
  token: "Access tokens",
  policy: "Policy and leases",
  grant: "Grants",
  webhook: "Webhooks",
  audit: "The audit log",
  bundle: "Bundles for OPA",
};

/** The public half's name is its fingerprint: who holds the key can compare it. */
export function KeyTable({ keys }: { keys: Installation["keys"] }) {
  return (
    <SimpleTable
      label="Signing keys"
      columns={[
        { header: "Signs" },
        { header: "Kind", width: "5.5rem" },
        { header: "Since", width: "8rem", align: "end" },
      ]}
      rows={keys.map(({ kid, purpose, alg, since, until }) => ({
        id: kid,
        cells: [
          <TwoLines
            key="purpose"
            first={purposeWords[purpose] ?? purpose}
            second={
              <code translate="no" className="[overflow-wrap:anywhere]">
                {kid}
              </code>
            }
          />,
          alg,
          <TwoLines
            key="since"
            first={
              <span className="text-dense font-normal">
                <Time at={since} detail="day" />
              </span>
            }
            {...(until === null
              ? {}
              : {
                  second: (
                    <>
                      until <Time at={until} detail="day" />
                    </>
                  ),
                })}
          />,
        ],
      }))}
      empty="No key yet: the next start makes them."
    />
  );
}

import { roleWords } from "@/components/account/words";
import { tableRole } from "@/components/data/table-roles";
import { AllowedIcon } from "@/components/ui/icons/states";
import { type Role, roles } from "@/lib/core/viewer";
import type { PermissionGroup, PermissionLine } from "./permission-words";

const cell = "border-b border-hairline px-2 py-2 text-dense leading-4.5 font-normal first:ps-0 last:pe-0";

/** Actions down, roles across. Where it is narrow each action names the roles that have it. */
export function PermissionTable({ group }: { group: PermissionGroup }) {
  return (
    <div className="@container">
      <table
        {...tableRole.table}
        aria-label={group.heading}
        className="w-full table-fixed border-separate border-spacing-0 @max-[36rem]:block"
      >
        <thead {...tableRole.group} className="@max-[36rem]:sr-only">
          <tr {...tableRole.row} className="text-small text-subtle">
            <th {...tableRole.columnHeader} className={`${cell} text-start font-medium`}>
              What
            </th>
            {roles.map((role) => (
              <th key={role} {...tableRole.columnHeader} className={`${cell} w-19 text-start font-medium`}>
                {roleWords[role].name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...tableRole.group} className="@max-[36rem]:block">
          {group.lines.map((line) => (
            <PermissionRow key={line.action} line={line} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PermissionRow({ line }: { line: PermissionLine }) {
  return (
    <tr
      {...tableRole.row}
      className="last:*:border-b-0 @max-[36rem]:flex @max-[36rem]:flex-wrap @max-[36rem]:gap-x-3 @max-[36rem]:gap-y-1 @max-[36rem]:border-b @max-[36rem]:border-hairline @max-[36rem]:py-2.5 @max-[36rem]:last:border-b-0"
    >
      <th
        {...tableRole.rowHeader}
        className={`${cell} text-start @max-[36rem]:basis-full @max-[36rem]:border-0 @max-[36rem]:p-0`}
      >
        {line.words}
        {line.relations !== null && <span className="block text-small text-subtle">{line.relations}</span>}
      </th>
      {roles.map((role) => (
        <RoleCell key={role} role={role} has={line.roles.includes(role)} />
      ))}
    </tr>
  );
}

function RoleCell({ role, has }: { role: Role; has: boolean }) {
  return (
    <td
      {...tableRole.cell}
      className={`${cell} @max-[36rem]:border-0 @max-[36rem]:p-0 ${has ? "" : "text-subtle @max-[36rem]:sr-only"}`}
    >
      {has ? (
        <span className="inline-flex items-center gap-1.5 align-top">
          <AllowedIcon size={14} className="text-allow-fg" />
          <span className="@max-[36rem]:hidden">Yes</span>
          <span className="@min-[36rem]:hidden">{roleWords[role].name}</span>
        </span>
      ) : (
        "No"
      )}
    </td>
  );
}

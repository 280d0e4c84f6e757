/**
 * Roles of a table, written out. Where rows are laid out as cards (`display: block` or `flex`), some browsers take a table's own
 * roles away; with these it stays a table to assistive technology. Spread them: `<tr {...tableRole.row}>`.
 */
export const tableRole = {
  table: { role: "table" },
  group: { role: "rowgroup" },
  row: { role: "row" },
  columnHeader: { role: "columnheader", scope: "col" },
  rowHeader: { role: "rowheader", scope: "row" },
  cell: { role: "cell" },
} as const;

/** What a table can say of an agent: the name its column has in our own export, and other names it is read under. */
export const csvColumns = {
  name: ["agent", "agent_name"],
  owner_email: ["owner", "owner_mail", "owner_e_mail", "owned_by", "accountable", "responsible"],
  deputy_email: ["deputy", "deputy_mail", "deputy_e_mail", "delegate", "backup_owner", "second_owner"],
  description: ["purpose", "what_it_is_for", "summary"],
  kind: ["type", "agent_type"],
  environment: ["env", "stage"],
  systems: ["system", "reaches"],
  tools: ["tool"],
  data_classes: ["data_class", "data", "data_classification"],
  tier_target: ["target_tier", "tier_to_aim_for"],
  autonomy: [],
  model_providers: ["model_provider", "provider"],
  tags: ["tag", "labels"],
  slug: [],
} as const satisfies Record<string, readonly string[]>;
export type CsvColumn = keyof typeof csvColumns;

export const csvColumnNames = Object.keys(csvColumns) as readonly CsvColumn[];

/** `Owner E-Mail` → `owner_e_mail` */
export function plainColumn(header: string): string {
  return header
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");
}

/** The column a header means; `exact` where it is called as our own export calls it. */
export function readColumn(header: string): { column: CsvColumn; exact: boolean } | undefined {
  const plain = plainColumn(header);
  const own = csvColumnNames.find((name) => name === plain);
  if (own !== undefined) return { column: own, exact: true };
  const column = csvColumnNames.find((name) => csvColumns[name].some((other) => other === plain));
  return column === undefined ? undefined : { column, exact: false };
}

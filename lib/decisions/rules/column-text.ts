/** What a column can hold of a text: no NUL, no half of a surrogate pair, and not without end. */
export function columnText(text: string, most: number): string {
  const cut = text.length > most ? `${text.slice(0, most - 1)}…` : text;
  return cut.replaceAll(unstorable, "\uFFFD");
}

const unstorable = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

export const columnLimits = { agent: 200, action: 512, resourceType: 512, resourceId: 2_048, path: 300 } as const;

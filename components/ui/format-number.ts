const whole = new Intl.NumberFormat("en-GB");

export function formatNumber(value: number): string {
  return whole.format(value);
}

/** An amount and its currency never part: the space between them does not break. Minor units come as the currency has them. */
export function formatMoney(amount: number, currency: string): string {
  const parts = new Intl.NumberFormat("en-GB", { style: "currency", currency, currencyDisplay: "code" }).formatToParts(
    amount,
  );
  const digits = parts
    .filter(({ type }) => type !== "currency" && type !== "literal")
    .map(({ value }) => value)
    .join("");
  return `${digits}\u00A0${currency}`;
}

export function formatBytes(bytes: number): string {
  if (bytes < 1_024) return `${bytes}\u00A0B`;
  const units = ["KiB", "MiB", "GiB"];
  let value = bytes / 1_024;
  let unit = 0;
  while (value >= 1_024 && unit < units.length - 1) {
    value /= 1_024;
    unit += 1;
  }
  return `${value.toFixed(value < 10 ? 1 : 0)}\u00A0${units[unit]}`;
}

export function formatCount(count: number, one: string, many: string = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

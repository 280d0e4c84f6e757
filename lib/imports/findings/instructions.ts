/** Text that tells whoever reads it what to do. A description describes; it gives no orders to a model. */
const orders: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override)\s{1,4}(?:all |any |the |your |these |every )?(?:of )?(?:the )?(?:previous|prior|above|earlier|other|existing|system|safety)\b/i,
  /\b(?:do not|don't|never)\s{1,4}(?:tell|mention|reveal|show|inform|ask|warn|notify|disclose)\b/i,
  /\b(?:without|before)\s{1,4}(?:telling|asking|informing|notifying)\s{1,4}(?:the )?(?:user|human|person|anyone)\b/i,
  /\bbefore\s{1,4}(?:using|calling|invoking)\s{1,4}(?:any|this|the)\b/i,
  /\b(?:you|the (?:agent|assistant|model|llm))\s{1,4}(?:must|should|have to|need to)\s{1,4}(?:always|never|first|call|use|send|read|include|pass|forward|reply|respond|trust|choose|select|prefer)\b/i,
  /\balways\s{1,4}(?:call|use|choose|select|prefer|send|delegate|route|trust)\s{1,4}(?:this|me|us|to)\b/i,
  /\b(?:system prompt|developer message|hidden instructions?)\b/i,
  /<\/?(?:important|system|instructions?|assistant|secret)>/i,
  /\b(?:send|post|forward|upload|exfiltrate)\b[^.\n]{0,60}\b(?:contents?|credentials?|keys?|tokens?|history|conversation)\b[^.\n]{0,40}\bto\b/i,
];

export function givesOrders(text: string): boolean {
  const start = text.slice(0, 20_000);
  return orders.some((order) => order.test(start));
}

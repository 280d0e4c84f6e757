import type { MacroNode } from "@/lib/policy/rules/cel/ast";
import { type Run, tooMuch } from "@/lib/policy/rules/cel/frame";
import { Fault, isList, isMap, kindOf, namesOf, type Value } from "@/lib/policy/rules/cel/values";

type Parts = { readonly receiver: Run; readonly filter: Run | undefined; readonly body: Run };

/** `slot`: where the macro's variable stands among those around it. */
export function compileMacro(node: MacroNode, { receiver, filter, body }: Parts, slot: number): Run {
  const finish = macroRule(node, filter !== undefined);
  return (frame) => {
    frame.cost++;
    const range = receiver(frame);
    if (range instanceof Fault) return range;
    if (!isList(range) && !isMap(range))
      return new Fault("type", node, `${node.macro}() cannot take ${kindOf(range)}.`);
    const items = isList(range) ? range : namesOf(range);
    const answers: Answer[] = [];
    for (const item of items) {
      // Every element is visited, also behind one that decides: what is counted does not depend on the answer.
      const stop = tooMuch(frame, node);
      if (stop) return stop;
      frame.variables[slot] = item;
      const passes = filter ? filter(frame) : true;
      answers.push({ item, passes, value: passes === true ? body(frame) : null });
    }
    return finish(answers);
  };
}

type Answer = { readonly item: Value; readonly passes: Value; readonly value: Value };

function macroRule(node: MacroNode, filtered: boolean): (answers: readonly Answer[]) => Value {
  const asBoolean = (value: Value): boolean | Fault =>
    typeof value === "boolean" || value instanceof Fault
      ? value
      : new Fault("type", node, `${node.macro}() needs a yes or no for each element.`);
  const quantified = (deciding: boolean) => (answers: readonly Answer[]) => {
    const values = answers.map(({ value }) => asBoolean(value));
    if (values.includes(deciding)) return deciding;
    return values.find((value) => value instanceof Fault) ?? !deciding;
  };
  switch (node.macro) {
    case "all":
      return quantified(false);
    case "exists":
      return quantified(true);
    case "exists_one":
      return (answers) => {
        const values = answers.map(({ value }) => asBoolean(value));
        return values.find((value) => value instanceof Fault) ?? values.filter((value) => value === true).length === 1;
      };
    case "filter":
      return (answers) => {
        const values = answers.map(({ value }) => asBoolean(value));
        const fault = values.find((value) => value instanceof Fault);
        return fault ?? answers.filter((_, at) => values[at] === true).map(({ item }) => item);
      };
    case "map":
      return (answers) => {
        const passed = filtered ? answers.map(({ passes }) => asBoolean(passes)) : [];
        const fault = passed.find((value) => value instanceof Fault);
        if (fault) return fault;
        const kept = answers.filter(({ passes }) => passes === true).map(({ value }) => value);
        return kept.find((value) => value instanceof Fault) ?? kept;
      };
  }
}

import "server-only";
import { type DehydratedState, dehydrate } from "@tanstack/react-query";
import * as z from "zod/mini";
import { AppError } from "@/lib/core/errors";
import { readFaults } from "@/lib/http/input/faults";
import type { CallInput, Operation, Output } from "@/lib/http/operation";
import { createQueryClient, queryKeyFor } from "@/lib/http/query";

/** What a page has read for its components before it is sent: the same keys and the same JSON as the browser would get. */
export type Prefetch = {
  read: <O extends Operation>(
    operation: O,
    input: CallInput<O>,
    produce: (parsed: Parsed<O>) => Promise<Output<O>>,
  ) => Promise<Output<O>>;
  dehydrate: () => DehydratedState;
};

type Parsed<O extends Operation> = {
  params: O["params"] extends z.ZodMiniType ? z.output<O["params"]> : undefined;
  query: O["query"] extends z.ZodMiniType ? z.output<O["query"]> : undefined;
};

/** `produce` calls the service in this process; the input is parsed and the output held to its schema as over HTTP. */
export function openPrefetch(): Prefetch {
  const client = createQueryClient();
  return {
    async read(operation, input, produce) {
      const given: { params?: unknown; query?: unknown } = input;
      const params = parse(operation.params, given.params);
      const query = parse(operation.query, given.query ?? {});
      const output = await produce({ params, query } as Parsed<typeof operation>);
      const json = JSON.stringify(operation.output ? z.parse(operation.output, output) : output);
      const data = JSON.parse(json) as Output<typeof operation>;
      client.setQueryData(queryKeyFor(operation, input), data);
      return data;
    },
    dehydrate: () => dehydrate(client),
  };
}

/** A mistyped link fails here as it would over HTTP. */
function parse(schema: z.ZodMiniType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid_input", "The address has values this page does not know.", {
    faults: readFaults(parsed.error, value),
  });
}

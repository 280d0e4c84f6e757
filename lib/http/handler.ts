import type * as z from "zod/mini";
import type { Ctx } from "@/lib/access/context";
import type { CsvTable } from "@/lib/http/csv";
import type { Input, Operation, Output } from "@/lib/http/operation";
import type { Download, Reply } from "@/lib/http/reply";

/** What the wrapper knows about the caller's connection; only sign-in and a few records need it. */
export type Call = { address: string; userAgent: string; headers: Headers };

type Answer<O extends Operation> = O extends { produces: string }
  ? Download
  : O extends { output: z.ZodMiniType }
    ? Output<O> | Reply<Output<O>>
    : void | Reply<void>;
type Run<O extends Operation> = (ctx: Ctx, input: Input<O>, call: Call) => Promise<Answer<O>>;

/**
 * How an operation is carried out: a function; for an `idempotent` one also how its resource is read again when the
 * request is repeated; for one with `csv` also the whole list as a table.
 */
export type Handler<O extends Operation> = O extends { idempotent: true }
  ? { run: Run<O>; again: (ctx: Ctx, id: string) => Promise<Output<O>> }
  : O extends { csv: object }
    ? { run: Run<O>; csv: (ctx: Ctx, input: Input<O>) => Promise<CsvTable> }
    : Run<O>;

/** One handler for each operation that Next answers: a missing or superfluous one does not compile. */
export type Handlers<All extends Record<string, Operation>> = {
  [K in keyof All as All[K] extends { plane: true } ? never : K]: Handler<All[K]>;
};

type ErasedRun = (ctx: Ctx, input: never, call: Call) => Promise<unknown>;
/** What the wrapper sees: `Handlers` has already held each one to its operation. */
export type ErasedHandler =
  | ErasedRun
  | {
      run: ErasedRun;
      again?: (ctx: Ctx, id: string) => Promise<unknown>;
      csv?: (ctx: Ctx, input: never) => Promise<CsvTable>;
    };

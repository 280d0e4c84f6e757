import type * as api from "@opentelemetry/api";
import type { Span, Tracer } from "@opentelemetry/api";

type OpenTelemetry = typeof api;
type TracingOptions = { endpoint: string; role: string };

export type RequestSpan = {
  /** W3C Trace Context, for whoever goes on with the request. */
  traceparent: string;
  end: (outcome: {
    name: string;
    status: number;
    failed: boolean;
    attributes: Readonly<Record<string, string>>;
  }) => void;
};

type StartSpan = (method: string, traceparent: string) => RequestSpan;

const holder = globalThis as typeof globalThis & { ambitTracing?: StartSpan };

/**
 * Only start-up calls it, and only when OTEL_EXPORTER_OTLP_ENDPOINT is set: without the switch none of these packages
 * is loaded. Next finds the registered provider by itself and adds its spans. Sampling follows OTEL_TRACES_SAMPLER.
 */
export async function startTracing({ endpoint, role }: TracingOptions): Promise<{ stop: () => Promise<void> }> {
  const [loadedApi, { BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import("@opentelemetry/api"),
      import("@opentelemetry/sdk-trace-node"),
      import("@opentelemetry/exporter-trace-otlp-http"),
      import("@opentelemetry/resources"),
    ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, "")}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ "service.name": "ambit", "ambit.role": role }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  holder.ambitTracing = createStartSpan(loadedApi, provider.getTracer("ambit"));
  return {
    async stop() {
      delete holder.ambitTracing;
      await provider.shutdown();
    },
  };
}

/** Nothing without the switch. `traceparent` is the caller's, who may have begun the trace. */
export function startRequestSpan(method: string, traceparent: string): RequestSpan | undefined {
  return holder.ambitTracing?.(method, traceparent);
}

function createStartSpan(openTelemetry: OpenTelemetry, tracer: Tracer): StartSpan {
  return (method, traceparent) => {
    const parent = openTelemetry.propagation.extract(openTelemetry.ROOT_CONTEXT, { traceparent });
    const span = tracer.startSpan(method, { kind: openTelemetry.SpanKind.SERVER }, parent);
    return {
      traceparent: writeTraceparent(span),
      end({ name, status, failed, attributes }) {
        span.updateName(name);
        span.setAttributes({ ...attributes, "http.response.status_code": status });
        // Without the error's words, which may hold what the log hides.
        if (failed) span.setStatus({ code: openTelemetry.SpanStatusCode.ERROR });
        span.end();
      },
    };
  };
}

function writeTraceparent(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
}

import {
  context,
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
} from '@opentelemetry/api';
import type { IncomingHttpHeaders } from 'node:http';

/** A request's span, and the context in which its work is done. */
export interface RequestSpan {
  readonly span: Span;
  readonly within: Context;
}

/** Spans, when an OpenTelemetry SDK was registered before the server was made; otherwise nothing at all. */
export interface Tracing {
  readonly on: boolean;
  /** An SDK is there, but it speaks to another version of the API: its spans stay away until both packages share one. */
  readonly unheard: boolean;
  /** Begins the span of a request, as a child of the caller's where its `traceparent` is there and the SDK's propagator reads it. */
  request(method: string, route: string, headers: IncomingHttpHeaders): RequestSpan;
  /** Runs work within a request's context, so that spans made in it become its children. */
  within(request: RequestSpan, work: () => void): void;
  end(request: RequestSpan, status: number): void;
  /** Runs work in a span of its own, which ends with the work or its promise. What was thrown is named by its code, never by its words. */
  traced<T>(name: string, attributes: Attributes, work: () => T): T;
}

/** Looks once whether an SDK is there: register it before, with `node --import ./tracing.js`. */
export function createTracing(version: string): Tracing {
  const tracer = trace.getTracer('millwright', version);
  const first = tracer.startSpan('serve start', {}, ROOT_CONTEXT);
  first.end();
  const on = isSpanContextValid(first.spanContext());
  return Object.freeze({
    on,
    unheard: !on && registered(),
    request: (method: string, route: string, headers: IncomingHttpHeaders) => {
      const parent = propagation.extract(ROOT_CONTEXT, headers);
      const attributes = { 'http.request.method': method, 'http.route': route };
      const span = tracer.startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, parent);
      return { span, within: trace.setSpan(parent, span) };
    },
    within: ({ within }: RequestSpan, work: () => void) => context.with(within, work),
    end: ({ span }: RequestSpan, status: number) => {
      span.setAttribute('http.response.status_code', status);
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
    traced: <T>(name: string, attributes: Attributes, work: () => T): T =>
      on ? tracer.startActiveSpan(name, { attributes }, (span) => settled(span, work)) : work(),
  });
}

/** Whether any version of the API holds a provider of spans; each looks only at what its own version can use. */
const registered = (): boolean => (globalThis as { [KEY]?: { readonly trace?: unknown } })[KEY]?.trace !== undefined;
const KEY = Symbol.for('opentelemetry.js.api.1');

function settled<T>(span: Span, work: () => T): T {
  const failed = (error: unknown): never => {
    const code = (error as { code?: unknown } | null)?.code;
    span.setStatus({ code: SpanStatusCode.ERROR, ...(typeof code === 'string' ? { message: code } : {}) });
    span.end();
    throw error;
  };
  try {
    const result = work();
    if (result instanceof Promise)
      return result.then((value: unknown) => {
        span.end();
        return value;
      }, failed) as T;
    span.end();
    return result;
  } catch (error) {
    return failed(error);
  }
}

package io.soma.memory.opentelemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.soma.memory.domain.write.TraceParent;
import org.jspecify.annotations.Nullable;

/** W3C's form of a position in a trace, which travels with a write, and OpenTelemetry's. */
final class TracePositions {

  private static final String VERSION = "00";

  private TracePositions() {}

  /** The position, or an invalid one where there is none. */
  static SpanContext of(@Nullable TraceParent position) {
    if (position == null) {
      return SpanContext.getInvalid();
    }
    // version-traceid-parentid-flags, each of a fixed length.
    String text = position.value();
    return SpanContext.createFromRemoteParent(
        text.substring(3, 35),
        text.substring(36, 52),
        TraceFlags.fromHex(text, 53),
        TraceState.getDefault());
  }

  /** The position of a span, or the other where the span has none. */
  static @Nullable TraceParent of(Span span, @Nullable TraceParent otherwise) {
    SpanContext context = span.getSpanContext();
    return context.isValid()
        ? new TraceParent(
            String.join(
                "-",
                VERSION,
                context.getTraceId(),
                context.getSpanId(),
                context.getTraceFlags().asHex()))
        : otherwise;
  }

  /**
   * What a caller's span is below: the position that the caller names, unless the thread is in a
   * span of the same trace, which is nearer.
   */
  static Context ofCaller(@Nullable TraceParent named) {
    SpanContext given = of(named);
    SpanContext current = Span.current().getSpanContext();
    boolean isNearer = current.isValid() && current.getTraceId().equals(given.getTraceId());
    return given.isValid() && !isNearer ? below(given) : Context.current();
  }

  /** What travels with a write, or what the thread is in where nothing does. */
  static Context ofWrite(@Nullable TraceParent travelled) {
    SpanContext position = of(travelled);
    return position.isValid() ? below(position) : Context.current();
  }

  private static Context below(SpanContext position) {
    return Context.current().with(Span.wrap(position));
  }
}

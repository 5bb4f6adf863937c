package io.soma.memory.opentelemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driven.Enqueued;
import java.util.Locale;

/** What a span says of how its step ended. */
final class SpanOutcomes {

  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("soma.outcome");
  private static final AttributeKey<String> REASON = AttributeKey.stringKey("soma.queue_reason");
  private static final AttributeKey<Long> EVENT = AttributeKey.longKey("soma.event_id");
  private static final AttributeKey<String> CODE = AttributeKey.stringKey("soma.service_code");

  private SpanOutcomes() {}

  static void received(Span span, WriteReceipt receipt) {
    span.setAttribute(
        OUTCOME,
        receipt.<String>fold(
            stored -> "stored",
            queued -> {
              span.setAttribute(EVENT, queued.eventId().value());
              span.setAttribute(REASON, queued.reason().name().toLowerCase(Locale.ROOT));
              return "queued";
            },
            superseded -> "superseded"));
  }

  static void enqueued(Span span, Enqueued enqueued) {
    span.setAttribute(EVENT, enqueued.id().value());
    span.setAttribute(OUTCOME, enqueued.added() ? "added" : "repeat");
  }

  static void called(Span span, CallResult<?> result) {
    span.setAttribute(
        OUTCOME,
        result.<String>fold(
            answered -> "answered",
            refused -> "refused",
            failure -> {
              span.setStatus(StatusCode.ERROR, failure.reason().kind().name());
              return "failed";
            }));
    if (!result.code().isEmpty()) {
      span.setAttribute(CODE, result.code());
    }
  }
}

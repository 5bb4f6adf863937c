package io.soma.memory.opentelemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.ports.driven.Tracing;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Spans of OpenTelemetry. {@code memory.write} is below the caller's span; {@code memory.enqueue}
 * and every {@code memory.deliver} are below it, in whichever process and however much later, as
 * the position travels with the write. {@code memory.publish} and {@code memory.replay} are about
 * many writes, and linked with each; a delivery of a replay is linked with that. No span has a
 * payload, a key or the words of a refusal. Safe for many threads.
 */
public final class OpenTelemetryTracing implements Tracing {

  private static final String SCOPE = "io.soma.memory";
  private static final AttributeKey<String> TENANT = AttributeKey.stringKey("soma.tenant");
  private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("soma.operation");
  private static final AttributeKey<String> REQUEST = AttributeKey.stringKey("soma.request_id");
  private static final AttributeKey<Long> EVENTS = AttributeKey.longKey("soma.events");
  private static final AttributeKey<Long> CARRIED = AttributeKey.longKey("soma.events.carried");

  private final Supplier<Tracer> tracer;

  /**
   * On the global OpenTelemetry, from when an agent or the program sets it; until then nothing is
   * recorded. The class path's way.
   */
  public OpenTelemetryTracing() {
    this.tracer = new GlobalTracer(SCOPE);
  }

  /** On this one. */
  public OpenTelemetryTracing(OpenTelemetry openTelemetry) {
    Tracer own = openTelemetry.getTracer(SCOPE);
    this.tracer = () -> own;
  }

  @Override
  public Delivery atCaller(Delivery delivery) {
    Span caller = Span.fromContext(TracePositions.ofCaller(delivery.traceParent()));
    return at(caller, delivery);
  }

  @Override
  public <T> Supplier<T> stepAtCaller(Supplier<T> step) {
    return Context.current().wrapSupplier(step);
  }

  @Override
  public WriteReceipt write(Delivery delivery, Function<Delivery, WriteReceipt> step) {
    Span span = writing(delivery);
    return SpanStep.in(span, () -> step.apply(at(span, delivery)), SpanOutcomes::received);
  }

  @Override
  public CompletableFuture<WriteReceipt> writeAsync(
      Delivery delivery, Function<Delivery, CompletableFuture<WriteReceipt>> step) {
    Span span = writing(delivery);
    return SpanStep.from(span, () -> step.apply(at(span, delivery)), SpanOutcomes::received);
  }

  @Override
  public Enqueued enqueue(Delivery delivery, Function<Delivery, Enqueued> step) {
    Span span =
        about(delivery, "memory.enqueue", SpanKind.PRODUCER)
            .setParent(TracePositions.ofWrite(delivery.traceParent()))
            .startSpan();
    return SpanStep.in(span, () -> step.apply(at(span, delivery)), SpanOutcomes::enqueued);
  }

  @Override
  public Published publish(TenantId tenant, List<OutboxEvent> events, Supplier<Published> step) {
    Span span = aboutMany(tenant, events, "memory.publish", SpanKind.PRODUCER);
    return SpanStep.in(
        span,
        step,
        (ended, published) -> ended.setAttribute(CARRIED, (long) published.acknowledged()));
  }

  @Override
  public <T> T replay(TenantId tenant, List<OutboxEvent> events, Supplier<T> step) {
    Span span = aboutMany(tenant, events, "memory.replay", SpanKind.CONSUMER);
    return SpanStep.in(span, step, (ended, progress) -> {});
  }

  @Override
  public CallResult<WriteConfirmation> deliver(
      Delivery delivery, Function<Delivery, CallResult<WriteConfirmation>> step) {
    SpanContext replay = Span.current().getSpanContext();
    SpanBuilder builder =
        about(delivery, "memory.deliver", SpanKind.CLIENT)
            .setParent(TracePositions.ofWrite(delivery.traceParent()));
    if (replay.isValid() && isElsewhere(replay, delivery)) {
      builder.addLink(replay);
    }
    Span span = builder.startSpan();
    return SpanStep.in(span, () -> step.apply(at(span, delivery)), SpanOutcomes::called);
  }

  @Override
  public <T> CallResult<T> read(
      ReadContext context, String operation, Function<ReadContext, CallResult<T>> step) {
    Span span =
        tracer
            .get()
            .spanBuilder("memory." + operation)
            .setSpanKind(SpanKind.CLIENT)
            .setParent(TracePositions.ofCaller(context.traceParent()))
            .setAttribute(TENANT, context.namespace().tenant().value())
            .setAttribute(OPERATION, operation)
            .setAttribute(REQUEST, context.requestId().value())
            .startSpan();
    ReadContext traced =
        new ReadContext(
            context.namespace(),
            context.requestId(),
            TracePositions.of(span, context.traceParent()),
            context.room());
    return SpanStep.in(span, () -> step.apply(traced), SpanOutcomes::called);
  }

  private Span writing(Delivery delivery) {
    return about(delivery, "memory.write", SpanKind.INTERNAL)
        .setParent(TracePositions.ofCaller(delivery.traceParent()))
        .startSpan();
  }

  private SpanBuilder about(Delivery delivery, String name, SpanKind kind) {
    return tracer
        .get()
        .spanBuilder(name)
        .setSpanKind(kind)
        .setAttribute(TENANT, delivery.tenant().value())
        .setAttribute(OPERATION, delivery.operation().topic())
        .setAttribute(REQUEST, delivery.requestId().value());
  }

  // Of many traces, so it is below none of them.
  private Span aboutMany(TenantId tenant, List<OutboxEvent> events, String name, SpanKind kind) {
    SpanBuilder builder =
        tracer
            .get()
            .spanBuilder(name)
            .setSpanKind(kind)
            .setAttribute(TENANT, tenant.value())
            .setAttribute(EVENTS, (long) events.size());
    events.stream()
        .map(event -> TracePositions.of(event.delivery().traceParent()))
        .filter(SpanContext::isValid)
        .distinct()
        .forEach(builder::addLink);
    return builder.startSpan();
  }

  private static boolean isElsewhere(SpanContext current, Delivery delivery) {
    SpanContext travelled = TracePositions.of(delivery.traceParent());
    return travelled.isValid() && !current.getTraceId().equals(travelled.getTraceId());
  }

  private static Delivery at(Span span, Delivery delivery) {
    return delivery.withTraceParent(TracePositions.of(span, delivery.traceParent()));
  }
}

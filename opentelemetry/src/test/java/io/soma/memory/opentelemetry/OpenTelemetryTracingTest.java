package io.soma.memory.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.TraceParent;
import io.soma.memory.domain.write.WriteOptions;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.junit.SomaMemoryExtension;
import io.soma.memory.ports.driving.MemoryRejectedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpenTelemetryTracingTest {

  private static final InMemorySpanExporter EXPORTER = InMemorySpanExporter.create();
  private static final OpenTelemetry OPEN_TELEMETRY =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(EXPORTER))
                  .build())
          .build();

  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("soma.outcome");

  @RegisterExtension
  final SomaMemoryExtension soma =
      SomaMemoryExtension.inMemory()
          .configured(
              builder -> {
                EXPORTER.reset();
                return builder.tracing(new OpenTelemetryTracing(OPEN_TELEMETRY));
              });

  private static Remember write(String key) {
    return Remember.of("orders:acme", key, Map.of("text", "secret words"));
  }

  private static List<SpanData> named(String name) {
    return EXPORTER.getFinishedSpanItems().stream()
        .filter(span -> span.getName().equals(name))
        .toList();
  }

  private static SpanData only(String name) {
    assertThat(named(name)).hasSize(1);
    return named(name).get(0);
  }

  private static List<String> linked(SpanData span) {
    return span.getLinks().stream().map(LinkData::getSpanContext).map(c -> c.getSpanId()).toList();
  }

  @Test
  void directWriteIsOneTraceBelowTheCaller() {
    Span caller = OPEN_TELEMETRY.getTracer("test").spanBuilder("caller").startSpan();
    try (Scope inCaller = caller.makeCurrent()) {
      soma.client().remember(write("order-1"));
    } finally {
      caller.end();
    }

    SpanData written = only("memory.write");
    SpanData delivered = only("memory.deliver");
    assertThat(written.getParentSpanId()).isEqualTo(caller.getSpanContext().getSpanId());
    assertThat(delivered.getParentSpanId()).isEqualTo(written.getSpanId());
    assertThat(delivered.getTraceId()).isEqualTo(caller.getSpanContext().getTraceId());
    assertThat(delivered.getLinks()).isEmpty();
    assertThat(written.getAttributes().get(OUTCOME)).isEqualTo("stored");
    assertThat(written.getAttributes().get(AttributeKey.stringKey("soma.tenant")))
        .isEqualTo("acme");
  }

  @Test
  void queuedWriteStaysInItsTraceUntilItIsDelivered() {
    soma.tenant("acme").answers(500);
    WriteReceipt receipt = soma.client().remember(write("order-1"));
    assertThat(receipt).isInstanceOf(WriteReceipt.Queued.class);
    SpanData failed = only("memory.deliver");
    soma.tenant("acme").recovers();
    soma.settle();

    SpanData written = only("memory.write");
    SpanData enqueued = only("memory.enqueue");
    SpanData delivered =
        named("memory.deliver").stream()
            .filter(span -> "answered".equals(span.getAttributes().get(OUTCOME)))
            .findFirst()
            .orElseThrow();
    assertThat(failed.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(written.getAttributes().get(OUTCOME)).isEqualTo("queued");
    assertThat(enqueued.getParentSpanId()).isEqualTo(written.getSpanId());
    assertThat(delivered.getParentSpanId()).isEqualTo(enqueued.getSpanId());
    assertThat(delivered.getTraceId()).isEqualTo(written.getTraceId());

    SpanData published = named("memory.publish").get(0);
    SpanData replayed = named("memory.replay").get(0);
    assertThat(published.getTraceId()).isNotEqualTo(written.getTraceId());
    assertThat(linked(published)).containsExactly(enqueued.getSpanId());
    assertThat(linked(replayed)).containsExactly(enqueued.getSpanId());
    assertThat(named("memory.replay").stream().map(SpanData::getSpanId).toList())
        .containsAll(linked(delivered))
        .isNotEmpty();
    assertThat(linked(delivered)).hasSize(1);
  }

  @Test
  void stagedWriteEndsItsSpanWithItsReceipt() throws Exception {
    soma.client().rememberAsync(write("order-1")).toCompletableFuture().get();

    assertThat(only("memory.write").getAttributes().get(OUTCOME)).isEqualTo("stored");
    assertThat(only("memory.deliver").getParentSpanId())
        .isEqualTo(only("memory.write").getSpanId());
  }

  @Test
  void positionThatTheCallerNamesIsTheParent() {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    WriteOptions options =
        new WriteOptions(
            null, null, new TraceParent("00-" + trace + "-b7ad6b7169203331-01"), null, null);

    soma.client().remember(write("order-1").withOptions(options));

    assertThat(only("memory.write").getTraceId()).isEqualTo(trace);
    assertThat(only("memory.write").getParentSpanId()).isEqualTo("b7ad6b7169203331");
  }

  @Test
  void traceThatIsNotSampledStaysSo() {
    WriteOptions options =
        new WriteOptions(
            null,
            null,
            new TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"),
            null,
            null);

    soma.client().remember(write("order-1").withOptions(options));

    assertThat(EXPORTER.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void readsAreSpansToo() {
    soma.client().fetch("orders:acme", "order-1");

    assertThat(only("memory.fetch").getAttributes().get(OUTCOME)).isEqualTo("answered");
  }

  @Test
  void stagedReadsAndBatchesAreBelowTheCaller() throws Exception {
    Span caller = OPEN_TELEMETRY.getTracer("test").spanBuilder("caller").startSpan();
    try (Scope inCaller = caller.makeCurrent()) {
      soma.client().fetchAsync("orders:acme", "order-1").toCompletableFuture().get();
      soma.client().recallAsync("orders:acme", "hello").toCompletableFuture().get();
      soma.client().rememberAllAsync(List.of(write("order-2"))).toCompletableFuture().get();
    } finally {
      caller.end();
    }

    for (String name : List.of("memory.fetch", "memory.recall", "memory.write")) {
      assertThat(only(name).getTraceId()).isEqualTo(caller.getSpanContext().getTraceId());
      assertThat(only(name).getParentSpanId()).isEqualTo(caller.getSpanContext().getSpanId());
    }
  }

  @Test
  void refusedWriteSaysWhatWasThrownAndNoWords() {
    soma.tenant("acme").answers(422);

    assertThatThrownBy(() -> soma.client().remember(write("order-1")))
        .isInstanceOf(MemoryRejectedException.class);

    SpanData written = only("memory.write");
    assertThat(written.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(written.getStatus().getDescription()).isEmpty();
    assertThat(written.getAttributes().get(AttributeKey.stringKey("error.type")))
        .isEqualTo(MemoryRejectedException.class.getName());
    assertThat(EXPORTER.getFinishedSpanItems().toString())
        .doesNotContain("secret words", "order-1");
  }
}

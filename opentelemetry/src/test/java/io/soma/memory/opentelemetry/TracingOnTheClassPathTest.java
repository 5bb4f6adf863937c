package io.soma.memory.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.junit.SomaMemoryExtension;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing is configured: the jar is there, and a global OpenTelemetry. */
class TracingOnTheClassPathTest {

  private static final InMemorySpanExporter EXPORTER = InMemorySpanExporter.create();

  @RegisterExtension final SomaMemoryExtension soma = SomaMemoryExtension.inMemory();

  @BeforeEach
  void unsetGlobal() {
    GlobalOpenTelemetry.resetForTest();
    EXPORTER.reset();
  }

  private static void setGlobal() {
    GlobalOpenTelemetry.set(
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(EXPORTER))
                    .build())
            .build());
  }

  @AfterAll
  static void resetGlobal() {
    GlobalOpenTelemetry.resetForTest();
  }

  private void write() {
    soma.client().remember(Remember.of("orders:acme", "order-1", Map.of("text", "hello")));
  }

  @Test
  void writesAreTraced() {
    setGlobal();

    write();

    assertThat(EXPORTER.getFinishedSpanItems().stream().map(SpanData::getName))
        .containsExactly("memory.deliver", "memory.write");
  }

  @Test
  void programMaySetItsOpenTelemetryAfterWrites() {
    write();
    assertThat(EXPORTER.getFinishedSpanItems()).isEmpty();

    setGlobal();
    write();

    assertThat(EXPORTER.getFinishedSpanItems().stream().map(SpanData::getName))
        .containsExactly("memory.deliver", "memory.write");
  }
}

package com.example.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A program under OpenTelemetry's Java agent, with no line of code for it. */
class AgentTest {

  @Test
  void tracesAWriteFromTheCallerToTheMemoryService() throws Exception {
    String agent = System.getProperty("agent");
    assumeTrue(agent != null, "there is no agent: build without -Dwithout.agent");

    AgentSpans spans =
        AgentSpans.of(
            Path.of(agent), TracedProgram.class, EmbeddedPostgresServer.shared().createDatabase());

    JsonNode written = spans.only("memory.write");
    JsonNode enqueued = spans.only("memory.enqueue");
    JsonNode delivered = spans.only("memory.deliver");
    assertThat(enqueued.path("parentSpanId")).isEqualTo(written.path("spanId"));
    assertThat(delivered.path("parentSpanId")).isEqualTo(enqueued.path("spanId"));
    assertThat(List.of(enqueued.path("traceId"), delivered.path("traceId")))
        .containsOnly(written.path("traceId"));
    assertThat(AgentSpans.linked(spans.only("memory.publish")))
        .containsExactly(enqueued.path("spanId").asText());
    // The agent's own spans of the HTTP call and of the statement are below ours.
    assertThat(spans.namesBelow(delivered)).contains("POST");
    assertThat(spans.namesBelow(enqueued)).isNotEmpty();
  }
}

package io.soma.memory.gateway.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soma.memory.testkit.server.memory.Fault;
import io.soma.memory.testkit.server.memory.FaultScope;
import io.soma.memory.testkit.server.memory.Operation;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.memory.ServiceState;
import io.soma.memory.testkit.transcript.RecordedAnswer;
import io.soma.memory.testkit.transcript.RecordedRequest;
import io.soma.memory.testkit.transcript.Transcript;
import io.soma.memory.testkit.transcript.TranscriptReplay;
import io.soma.memory.testkit.transcript.WireAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real client gets from the gateway what it gets from the memory service, or better. */
class ClientTranscriptsThroughGatewayTest {

  private static final int EXCHANGES = 676;
  private static final Map<String, String> QUEUES =
      Map.of("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack");
  private static int replayed;

  @TempDir private Path directory;

  static List<Transcript> answered() {
    return recordings("-200", "-all-up", "-202");
  }

  static List<Transcript> failing() {
    return recordings("-409", "-429", "-503");
  }

  private static List<Transcript> recordings(String... endings) {
    return Transcript.ofTheClient().stream()
        .filter(recording -> List.of(endings).stream().anyMatch(recording.name()::endsWith))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answered")
  void answersTheClientAsTheMemoryServiceDid(Transcript recording) throws Exception {
    Map<String, String> settings = recording.name().endsWith("-202") ? QUEUES : Map.of();
    if (recording.allUp()) {
      // The scores are those of payloads without an owner's mark.
      settings = Map.of("SOMABRAIN_MEMORY_TENANCY", "isolated");
    }
    try (ScriptableMemoryService service = ScriptableMemoryService.start()) {
      service.state(recording.allUp() ? ServiceState.ALL_UP : ServiceState.NO_VECTOR_STORE);
      try (TranscriptGateway gateway = gateway(service, recording, settings)) {
        TranscriptReplay replay =
            new TranscriptReplay(
                recording.name(),
                gateway.port(),
                TranscriptGateway.TOKEN,
                AllowedDifferences.byPlace());
        for (JsonNode call : recording.lines()) {
          exchange(call, replay, gateway);
        }
        replayed += replay.finish();
      }
    }
  }

  private static void exchange(JsonNode call, TranscriptReplay replay, TranscriptGateway gateway)
      throws IOException {
    int exchange = 0;
    for (JsonNode exchanged : call.path("exchanges")) {
      exchange++;
      replay.exchange(
          call.path("step").asText() + "." + exchange,
          exchanged.path("request"),
          RecordedAnswer.inMeaning(exchanged.path("response")));
      gateway.awaitCalm();
    }
  }

  /** The memory service fails every request; what it refuses stays refused, the rest is better. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("failing")
  void keepsTheClientsWritesWhileTheMemoryServiceFails(Transcript recording) throws Exception {
    try (ScriptableMemoryService service = ScriptableMemoryService.start()) {
      FaultScope every = service.faults().forAll().on(Operation.STORE, Operation.values());
      every.set(fault(recording));
      try (TranscriptGateway gateway = gateway(service, recording, Map.of())) {
        boolean refuses = recording.name().endsWith("-409");
        for (JsonNode call : recording.lines()) {
          for (JsonNode exchanged : call.path("exchanges")) {
            check(exchanged.path("request"), refuses, gateway);
            replayed++;
          }
        }
      }
    }
  }

  private static void check(JsonNode request, boolean refuses, TranscriptGateway gateway)
      throws IOException {
    String method = request.path("method").asText();
    String path = request.path("path").asText().replaceAll("\\?.*", "");
    WireAnswer answer =
        WireAnswer.to(new RecordedRequest(request, TranscriptGateway.TOKEN), gateway.port());
    boolean writes = !method.equals("GET") && !path.equals("/memories/search");
    List<Integer> expected =
        switch (path) {
          case "/payloads" -> List.of(404);
          case "/health", "/healthz", "/readyz" -> List.of(200);
          // Of a tenant that is told to wait, a read is answered with 429 as it was.
          default -> refuses ? List.of(409) : writes ? List.of(202) : List.of(503, 429);
        };
    assertThat(answer.status()).as("%s %s: %s", method, path, answer.body()).isIn(expected);
    if (answer.status() == 202) {
      assertThat(answer.headers()).containsEntry("x-soma-outcome", "queued");
    } else if (answer.status() == 503) {
      assertThat(answer.headers()).containsKey("retry-after");
    }
  }

  private static Fault fault(Transcript recording) {
    if (recording.name().endsWith("-429")) {
      return new Fault.Throttle(429, "1");
    }
    return recording.name().endsWith("-503")
        ? new Fault.StatusBeforeEffect(503, "Service unavailable")
        : new Fault.StatusBeforeEffect(409, "Conflict");
  }

  private TranscriptGateway gateway(
      ScriptableMemoryService service, Transcript recording, Map<String, String> variables)
      throws IOException {
    return new TranscriptGateway(service, directory, tenant(recording), variables);
  }

  /** The tenant of the recorded client; its link calls always say {@code default}. */
  private static String tenant(Transcript recording) {
    if (recording.name().contains("tenant-acme")) {
      return "acme";
    }
    return recording.name().startsWith("client-somabrain") ? "wm" : "default";
  }

  @AfterAll
  static void countsTheExchanges() {
    System.out.println("exchanges of client transcripts replayed through the gateway: " + replayed);
    assertThat(replayed).isEqualTo(EXCHANGES);
  }
}

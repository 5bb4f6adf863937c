package io.soma.memory.gateway.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.memory.ServiceState;
import io.soma.memory.testkit.transcript.RecordedAnswer;
import io.soma.memory.testkit.transcript.Transcript;
import io.soma.memory.testkit.transcript.TranscriptReplay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gateway answers every request of the scenarios as the memory service itself did. */
class ServiceTranscriptsThroughGatewayTest {

  private static final int LINES = 611;
  private static final int LINES_OF_LONG_COORDINATES = 16;
  private static final int LINES_OF_GUESSES = 29;

  private static int replayed;

  @TempDir private Path directory;

  /** The settings for each tenancy of the memory service. */
  static Map<String, Map<String, String>> tenancies() {
    return Map.of("shared", Map.of(), "isolated", Map.of("SOMABRAIN_MEMORY_TENANCY", "isolated"));
  }

  static Stream<Arguments> scenarios() {
    return tenancies().keySet().stream()
        .flatMap(
            tenancy ->
                Transcript.ofTheService().stream()
                    .filter(scenario -> isReplayed(tenancy, scenario.name()))
                    .map(scenario -> Arguments.of(tenancy, scenario)));
  }

  private static boolean isReplayed(String tenancy, String scenario) {
    return switch (scenario) {
      // What keeps tenants apart takes a part of a coordinate's 512 characters.
      case "coordinate-long" -> !tenancy.equals("shared");
      // Tokens come before tenants, and guesses at them are answered late.
      case "auth" -> tenancy.equals("shared");
      default -> true;
    };
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("scenarios")
  void answersAsTheMemoryServiceDid(String tenancy, Transcript scenario) throws Exception {
    try (ScriptableMemoryService service = ScriptableMemoryService.start()) {
      service.state(scenario.allUp() ? ServiceState.ALL_UP : ServiceState.NO_VECTOR_STORE);
      Map<String, String> settings = Objects.requireNonNull(tenancies().get(tenancy));
      try (TranscriptGateway gateway =
          new TranscriptGateway(service, directory, "standalone", settings)) {
        replay(scenario, service, gateway);
      }
    }
    replayed += scenario.lines().size();
  }

  private static void replay(
      Transcript scenario, ScriptableMemoryService service, TranscriptGateway gateway)
      throws IOException {
    TranscriptReplay replay =
        new TranscriptReplay(
            scenario.name(), gateway.port(), TranscriptGateway.TOKEN, AllowedDifferences.byPlace());
    for (JsonNode line : scenario.lines()) {
      switch (line.path("action").asText("")) {
        case "pgstop" -> service.state(ServiceState.DATABASE_DOWN);
        case "pgstart" -> {
          service.state(ServiceState.NO_VECTOR_STORE);
          gateway.endResetInterval();
          gateway.awaitCalm();
        }
        default ->
            replay.exchange(
                line.path("step").asText(),
                line.path("request"),
                RecordedAnswer.inMeaning(line.path("response")));
      }
    }
    replay.finish();
  }

  @AfterAll
  static void countsTheLines() {
    System.out.println("lines of service transcripts replayed through the gateway: " + replayed);
    assertThat(replayed)
        .isEqualTo(LINES * tenancies().size() - LINES_OF_LONG_COORDINATES - LINES_OF_GUESSES);
  }
}

package io.soma.memory.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.testkit.server.memory.Fault;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal of the kind that also comes where there is no route for anything. */
class NoRouteTest {

  private static final Duration AMPLE = Duration.ofMinutes(5);

  @ParameterizedTest
  @ValueSource(ints = {404, 405})
  void failsWhereSearchesHaveNoRouteEither(int status) throws IOException {
    try (CannedServer server =
            CannedServer.answering(status, "", "{\"detail\":\"default backend\"}");
        RetrofitMemoryService client = server.client()) {
      assertThat(client.deliver(Calls.store(), AMPLE))
          .isEqualTo(Results.failed(FailureClass.NOT_THE_SERVICE, status, "default backend"));
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void isRefusedWhereSearchesHaveARoute() {
    try (ScriptableMemoryService server = ScriptableMemoryService.start();
        RetrofitMemoryService client =
            RetrofitMemoryService.create(HttpConfig.of(server.baseUrl(), server.token()))) {
      server
          .faults()
          .forTenant(Calls.NAMESPACE.tenant().value())
          .next(1, new Fault.StatusBeforeEffect(404, "no such place"));

      CallResult<WriteConfirmation> result = client.deliver(Calls.store(), AMPLE);

      assertThat(Results.refusal(result).code()).isEqualTo("404");
      assertThat(Results.refusal(result).detail()).contains("no such place");
    }
  }
}

package io.soma.memory.app.usecase.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.usecase.check.Finding.Level;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.ServiceRefusal;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.testkit.fake.FakeMemoryService;
import io.soma.memory.testkit.fake.ServiceResults;
import org.junit.jupiter.api.Test;

class TokenProbeTest {

  private static final TenantId ITS_OWN = new TenantId("soma-check");

  private final FakeMemoryService service = new FakeMemoryService();
  private final TokenProbe token =
      new TokenProbe(service, (tenant, address) -> new Coordinate("1.0"));

  @Test
  void isGreenForAServiceThatReadsAndSearches() {
    assertThat(token.look()).isEqualTo(Finding.ok("token", "the memory service takes it"));
    assertThat(service.deliveries()).isEmpty();
  }

  @Test
  void isRedForAServerThatHasNoRouteForAnything() {
    service.answerNext(
        ITS_OWN,
        ServiceResults.CONFIRMED,
        new CallResult.Refused<>(new ServiceRefusal("404", "Not Found")));

    Finding finding = token.look();

    assertThat(finding.level()).isEqualTo(Level.RED);
    assertThat(finding.said()).contains("no memory service answers there", "404: Not Found");
  }

  @Test
  void isGreenForAServiceThatOnlyCannotSearch() {
    service.answerNext(ITS_OWN, ServiceResults.CONFIRMED, ServiceResults.serverError("no index"));

    assertThat(token.look().level()).isEqualTo(Level.OK);
  }
}

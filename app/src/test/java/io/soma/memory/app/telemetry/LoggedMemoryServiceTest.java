package io.soma.memory.app.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.google.inject.Guice;
import com.google.inject.Injector;
import io.soma.memory.app.LogLines;
import io.soma.memory.app.Rig;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.wiring.MemoryModule;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.http.RetrofitMemoryService;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.supervision.CloseStack;
import io.soma.memory.testkit.fake.FakeMemoryService;
import io.soma.memory.testkit.fake.ManualClock;
import io.soma.memory.testkit.fake.ServiceResults;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoggedMemoryServiceTest {

  @RegisterExtension final LogLines lines = new LogLines(LoggedMemoryService.class, Level.INFO);

  private final FakeMemoryService service = new FakeMemoryService();
  private final Rig rig = logged(service);

  @Test
  void aWriteIsOneLineForEachCall() {
    service.answerNext(Rig.TENANT, Rig.UNAVAILABLE);

    rig.remember("key", "one");
    rig.remember("beta", "key", "two");

    assertThat(lines.all())
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "call tenant=alpha operation=memory.store request=one outcome=\"500\" millis=0",
            "call tenant=beta operation=memory.store request=two outcome=\"200\" millis=0");
  }

  @Test
  void whatWasNotAnsweredSaysWhy() {
    service.answerNext(Rig.TENANT, ServiceResults.noAnswer("no answer within 10 ms"));

    rig.remember("key", "one");

    assertThat(lines.all().get(0).getFormattedMessage())
        .contains("outcome=\"no answer within 10 ms\"");
  }

  @Test
  void readsAndHealthAreLinesToo() {
    rig.client().fetch(Namespace.of("test:alpha"), MemoryAddress.key("nothing"));
    rig.get(MemoryService.class).health(Duration.ofSeconds(1));

    assertThat(lines.all().get(0).getFormattedMessage())
        .matches("call tenant=alpha operation=memory.fetch request=\\S+ outcome=\"404\" millis=0");
    assertThat(lines.all().get(1).getFormattedMessage())
        .isEqualTo("call tenant=- operation=health request=- outcome=\"accepts writes\" millis=0");
  }

  @Test
  void neitherPayloadNorKeyNorWhatTheServiceQuotesIsInALine() {
    service.answer(Rig.TENANT, ServiceResults.serverError("cannot store canary-quoted"));

    rig.client().remember(Remember.of("test:alpha", "canary-key", Map.of("a", "canary-text")));

    assertThat(lines.all()).hasSize(1);
    assertThat(lines.all().get(0).getFormattedMessage()).doesNotContain("canary");
  }

  @Test
  void theVariableTurnsItOn() {
    assertThat(bound(Map.of())).isInstanceOf(RetrofitMemoryService.class);
    assertThat(bound(Map.of("SOMABRAIN_DEBUG_MEMORY_CLIENT", "0")))
        .isInstanceOf(RetrofitMemoryService.class);
    assertThat(bound(Map.of("SOMABRAIN_DEBUG_MEMORY_CLIENT", "1")))
        .isInstanceOf(LoggedMemoryService.class);
  }

  private static MemoryService bound(Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", "http://127.0.0.1:1");
    environment.put("SOMABRAIN_MEMORY_HTTP_TOKEN", "token");
    environment.put("SOMABRAIN_MEMORY_TENANCY", "isolated");
    environment.put("SOMABRAIN_POSTGRES_DSN", "postgresql://nobody@127.0.0.1:1/none");
    Injector injector = Guice.createInjector(new MemoryModule(MemoryConfig.from(environment)));
    try (CloseStack closing = injector.getInstance(CloseStack.class)) {
      return injector.getInstance(MemoryService.class);
    }
  }

  private static Rig logged(MemoryService service) {
    return new Rig(
        fakes ->
            binder ->
                binder
                    .bind(MemoryService.class)
                    .toInstance(new LoggedMemoryService(service, new ManualClock())));
  }
}

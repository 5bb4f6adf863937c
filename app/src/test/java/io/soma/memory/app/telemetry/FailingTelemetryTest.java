package io.soma.memory.app.telemetry;

import static io.soma.memory.app.Rig.TENANT;
import static io.soma.memory.app.Rig.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.Rig;
import io.soma.memory.app.usecase.backlog.FailedEventsReport;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.testkit.fake.ServiceResults;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Telemetry that fails, in any method and in any way, changes nothing else. */
class FailingTelemetryTest {

  private final Set<String> called = ConcurrentHashMap.newKeySet();

  static List<Throwable> failures() {
    return List.of(
        new IllegalStateException("by the test"),
        new NoClassDefFoundError("by the test"),
        new StackOverflowError("by the test"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void telemetryThatFailsDecidesNothing(Throwable failure) {
    Telemetry failing = failing(failure);
    Rig rig =
        new Rig(
            fakes -> binder -> binder.bind(Telemetry.class).toInstance(failing),
            "SOMABRAIN_MEMORY_FAILURE_THRESHOLD",
            "1");

    assertThat(rig.remember("a", "direct")).isInstanceOf(WriteReceipt.Stored.class);
    rig.service().answer(TENANT, UNAVAILABLE);
    assertThat(rig.remember("b", "queued")).isInstanceOf(WriteReceipt.Queued.class);
    assertThat(rig.remember("c", "behind")).isInstanceOf(WriteReceipt.Queued.class);
    rig.refresh();
    rig.service().answerNext(TENANT, ServiceResults.refused("by the test"));
    rig.service().recover(TENANT);
    rig.service().answerNext(TENANT, ServiceResults.refused("by the test"));
    OutboxEvent foreign = foreign(rig.outbox().events().get(1));
    rig.advance(Duration.ofMinutes(3));
    for (int i = 0; i < 20; i++) {
      rig.relay();
      rig.advance(Duration.ofSeconds(90));
    }
    rig.refresh();
    rig.get(FailedEventsReport.class).look();
    assertThat(rig.get(EventReplay.class).replay(TENANT, List.of(foreign)).settled()).isEqualTo(1);

    assertThat(rig.effects()).containsExactly("direct", "behind");
    assertThat(rig.outbox().statusOf(rig.outbox().events().get(0).id()))
        .isEqualTo(EventStatus.FAILED);
    assertThat(rig.remember("a", "direct-again")).isInstanceOf(WriteReceipt.Stored.class);
    assertThat(called)
        .containsAll(
            Arrays.stream(Telemetry.class.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(Method::getName)
                .toList());
  }

  private static OutboxEvent foreign(OutboxEvent ours) {
    return new OutboxEvent(OutboxIdentity.NONE, ours.id(), ours.createdAt(), 0, ours.delivery());
  }

  private Telemetry failing(Throwable failure) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getDeclaringClass() == Object.class) {
            return "failing telemetry";
          }
          called.add(method.getName());
          throw failure;
        };
    return (Telemetry)
        Proxy.newProxyInstance(
            Telemetry.class.getClassLoader(), new Class<?>[] {Telemetry.class}, handler);
  }
}

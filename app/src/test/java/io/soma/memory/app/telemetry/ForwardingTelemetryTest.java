package io.soma.memory.app.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.breaker.FailureReason;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.ForeignReason;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.supervision.GuardedTelemetry;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A telemetry around another one hands on every method, also one that has a default. */
class ForwardingTelemetryTest {

  private static final TenantId TENANT = new TenantId("alpha");
  private static final Map<Class<?>, Object> ARGUMENTS =
      Map.of(
          TenantId.class,
          TENANT,
          Duration.class,
          Duration.ofSeconds(1),
          String.class,
          "200",
          FailureReason.class,
          FailureReason.UNKNOWN,
          CircuitState.class,
          CircuitState.OPEN,
          TenantBacklog.class,
          new TenantBacklog(TENANT, 1, 1, Instant.EPOCH),
          EventStatus.class,
          EventStatus.SENT,
          ForeignReason.class,
          ForeignReason.OTHER_BODY,
          Map.class,
          Map.of(TENANT, 1L));

  static Stream<UnaryOperator<Telemetry>> forwarding() {
    return Stream.of(
        next -> new SharedTelemetry(next, Telemetry.NONE),
        LoggedTelemetry::new,
        GuardedTelemetry::of);
  }

  @ParameterizedTest
  @MethodSource("forwarding")
  void everyMethodReachesTheNextOne(UnaryOperator<Telemetry> around) throws Exception {
    List<String> reached = new ArrayList<>();
    Telemetry forwarding = around.apply(noting(reached));
    List<String> expected = new ArrayList<>();
    for (Method method : Telemetry.class.getMethods()) {
      if (!Modifier.isStatic(method.getModifiers())) {
        method.invoke(forwarding, arguments(method));
        expected.add(method.getName());
      }
    }

    assertThat(reached).isEqualTo(expected).contains("reportsOutbox", "failedEvents");
  }

  private static Telemetry noting(List<String> reached) {
    return (Telemetry)
        Proxy.newProxyInstance(
            Telemetry.class.getClassLoader(),
            new Class<?>[] {Telemetry.class},
            (proxy, method, arguments) -> {
              reached.add(method.getName());
              return null;
            });
  }

  private static Object[] arguments(Method method) {
    return Stream.of(method.getParameterTypes()).map(ForwardingTelemetryTest::argument).toArray();
  }

  private static Object argument(Class<?> type) {
    if (type == int.class) {
      return 1;
    }
    return type == boolean.class
        ? Boolean.TRUE
        : Objects.requireNonNull(ARGUMENTS.get(type), type.getName());
  }
}

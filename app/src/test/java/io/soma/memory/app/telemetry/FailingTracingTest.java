package io.soma.memory.app.telemetry;

import static io.soma.memory.app.Rig.TENANT;
import static io.soma.memory.app.Rig.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.Rig;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteOptions;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driven.Tracing;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tracing that fails, in any step and in any way, changes nothing else. */
class FailingTracingTest {

  private final Set<String> called = ConcurrentHashMap.newKeySet();

  @ParameterizedTest
  @CsvSource({
    "true, java.lang.IllegalStateException",
    "true, java.lang.NoClassDefFoundError",
    "true, java.lang.StackOverflowError",
    "false, java.lang.IllegalStateException",
    "false, java.lang.NoClassDefFoundError",
    "false, java.lang.StackOverflowError",
  })
  void tracingThatFailsDecidesNothing(boolean isAfterTheStep, Class<? extends Throwable> failure) {
    Tracing failing = failing(isAfterTheStep, failure);
    Rig rig =
        new Rig(
            fakes -> binder -> binder.bind(Tracing.class).toInstance(failing),
            "SOMABRAIN_MEMORY_FAILURE_THRESHOLD",
            "1");

    assertThat(rig.remember("a", "direct")).isInstanceOf(WriteReceipt.Stored.class);
    rig.service().answer(TENANT, UNAVAILABLE);
    assertThat(rig.remember("b", "older")).isInstanceOf(WriteReceipt.Queued.class);
    // Behind the row that is committed, though its span is not.
    rig.service().recover(TENANT);
    rig.advance(Duration.ofMinutes(3));
    assertThat(rig.remember("b", "newer")).isInstanceOf(WriteReceipt.Queued.class);
    assertThat(
            rig.client()
                .rememberAsync(
                    Remember.of("test:alpha", "b", Map.of("text", "staged"))
                        .withOptions(WriteOptions.requestId("staged")))
                .toCompletableFuture()
                .join())
        .isInstanceOf(WriteReceipt.Queued.class);
    for (int i = 0; i < 10; i++) {
      rig.relay();
      rig.advance(Duration.ofSeconds(90));
    }

    assertThat(rig.effects()).containsExactly("direct", "older", "newer", "staged");
    assertThat(rig.client().fetch("test:alpha", "b")).isPresent();
    assertThat(called)
        .contains("write", "writeAsync", "enqueue", "publish", "replay", "deliver", "read");
  }

  private Tracing failing(boolean isAfterTheStep, Class<? extends Throwable> failure) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          called.add(method.getName());
          if (isAfterTheStep) {
            run(arguments);
          }
          throw failure.getConstructor(String.class).newInstance("by the tracer");
        };
    return (Tracing)
        Proxy.newProxyInstance(
            Tracing.class.getClassLoader(), new Class<?>[] {Tracing.class}, handler);
  }

  @SuppressWarnings("unchecked")
  private static void run(Object[] arguments) {
    Object step = arguments[arguments.length - 1];
    if (step instanceof Supplier<?> supplier) {
      var unused = supplier.get();
    } else if (step instanceof Function<?, ?> function) {
      var unused = ((Function<Object, Object>) function).apply(arguments[0]);
    }
  }
}

package io.soma.memory.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.util.Modules;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.wiring.Engine;
import io.soma.memory.app.wiring.MemoryModule;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.Forget;
import io.soma.memory.domain.write.Link;
import io.soma.memory.domain.write.MemoryAddress;
import io.soma.memory.domain.write.MemoryWrite;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.ports.driving.ClientClosedException;
import io.soma.memory.ports.driving.MemoryClient;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import io.soma.memory.ports.driving.OutboxAdministration;
import io.soma.memory.ports.driving.ServiceStatus;
import io.soma.memory.ports.driving.TenantAdministration;
import io.soma.memory.testkit.wiring.InMemoryModule;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method of the driving ports after the close; health and metrics are still to be read. */
class ClosedClientTest {

  private static final Remember HELLO =
      Remember.of("memory:alpha", "greeting", Map.of("text", "hello"));

  private static final Map<Class<?>, Object> ARGUMENTS =
      Map.ofEntries(
          Map.entry(String.class, "memory:alpha"),
          Map.entry(List.class, List.of(HELLO)),
          Map.entry(MemoryWrite.class, HELLO),
          Map.entry(Remember.class, HELLO),
          Map.entry(Forget.class, Forget.of("memory:alpha", "greeting")),
          Map.entry(Link.class, Link.of("memory:alpha", "greeting", "reply")),
          Map.entry(Namespace.class, Namespace.of("memory:alpha")),
          Map.entry(MemoryAddress.class, MemoryAddress.key("greeting")),
          Map.entry(RecallQuery.class, RecallQuery.of("memory:alpha", "hello")),
          Map.entry(NeighborQuery.class, NeighborQuery.FIRST_TEN),
          Map.entry(PathQuery.class, PathQuery.UP_TO_TEN),
          Map.entry(
              ReadContext.class,
              new ReadContext(Namespace.of("memory:alpha"), new RequestId("one"), null)),
          Map.entry(int.class, 1));

  static Stream<Method> methods() {
    return Stream.of(
            MemoryClient.class,
            OutboxAdministration.class,
            TenantAdministration.class,
            ServiceStatus.class)
        .flatMap(port -> Arrays.stream(port.getMethods()))
        .filter(method -> !Modifier.isStatic(method.getModifiers()));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void everyMethodSaysThatTheClientIsClosed(Method method) {
    SomaMemory soma = start(new InMemoryModule(), null);
    soma.close();

    assertThatThrownBy(() -> call(portOf(soma, method), method))
        .isInstanceOf(ClientClosedException.class)
        .hasMessageStartingWith("this client is closed");
  }

  @Test
  void executorOfTheHostThatIsFullIsNotTakenForTheClose() {
    InMemoryModule fakes = new InMemoryModule();
    try (SomaMemory soma =
        start(
            fakes,
            task -> {
              throw new RejectedExecutionException("the pool is full");
            })) {
      assertThatThrownBy(
              () -> soma.client().fetchAsync("memory:alpha", "x").toCompletableFuture().join())
          .cause()
          .isInstanceOf(MemoryUnavailableException.class)
          .isNotInstanceOf(ClientClosedException.class)
          .hasMessageContaining("the pool is full");
    }
  }

  @Test
  void healthAndMetricsAreStillThere() {
    SomaMemory soma = start(new InMemoryModule(), null);
    soma.close();

    assertThat(soma.health()).isNotNull();
    assertThat(soma.metrics()).isNotNull();
  }

  private static Object portOf(SomaMemory soma, Method method) {
    Class<?> port = method.getDeclaringClass();
    if (port == MemoryClient.class) {
      return soma.client();
    }
    if (port == OutboxAdministration.class) {
      return soma.outbox();
    }
    return port == TenantAdministration.class ? soma.tenants() : soma.serviceStatus();
  }

  private static void call(Object port, Method method) throws Throwable {
    @Nullable Object[] arguments =
        Arrays.stream(method.getParameterTypes()).map(ARGUMENTS::get).toArray();
    for (int i = 0; i < arguments.length; i++) {
      if (method.getParameterTypes()[i] == boolean.class) {
        arguments[i] = true;
      }
    }
    try {
      Object answer = method.invoke(port, arguments);
      if (answer instanceof CompletionStage<?> stage) {
        stage.toCompletableFuture().join();
      }
    } catch (InvocationTargetException | CompletionException e) {
      throw e.getCause();
    }
  }

  private static SomaMemory start(InMemoryModule fakes, @Nullable Executor executor) {
    var builder =
        MemoryConfig.builder()
            .endpoint(URI.create("http://127.0.0.1:1"))
            .token("token")
            .postgres("postgresql://nobody@127.0.0.1:1/none");
    if (executor != null) {
      builder.executor(executor);
    }
    return SomaMemory.of(
        Engine.start(Modules.override(new MemoryModule(builder.build())).with(fakes)));
  }
}

package io.soma.memory.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.IdempotencyKey;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.ports.driven.Tracing;
import io.soma.memory.testkit.contract.SampleDeliveries;
import io.soma.memory.testkit.fake.ServiceResults;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tracing that fails, in any method, at any time and in any way, changes no step. */
class GuardedTracingTest {

  private static final TenantId TENANT = new TenantId("alpha");
  private static final Delivery DELIVERY = SampleDeliveries.store(TENANT, 1);
  private static final ReadContext CONTEXT =
      new ReadContext(DELIVERY.namespace(), DELIVERY.requestId(), null);
  private static final IdempotencyKey KEY = new IdempotencyKey(new UUID(0, 1));

  // It is a result like the others here.
  @SuppressWarnings("FutureReturnValueIgnored")
  private static final List<TracedMethod> METHODS =
      List.of(
          new TracedMethod(
              "write",
              new WriteReceipt.Stored(DELIVERY.coordinate(), KEY),
              (tracing, step) -> tracing.write(DELIVERY, d -> (WriteReceipt) step.get())),
          new TracedMethod(
              "writeAsync",
              new CompletableFuture<WriteReceipt>(),
              (tracing, step) -> tracing.writeAsync(DELIVERY, d -> futureOf(step.get()))),
          new TracedMethod(
              "stepAtCaller",
              "result",
              (tracing, step) -> tracing.<Object>stepAtCaller(step).get()),
          new TracedMethod(
              "enqueue",
              Enqueued.added(new EventId(1), KEY),
              (tracing, step) -> tracing.enqueue(DELIVERY, d -> (Enqueued) step.get())),
          new TracedMethod(
              "publish",
              new Published.All(1),
              (tracing, step) -> tracing.publish(TENANT, List.of(), () -> (Published) step.get())),
          new TracedMethod(
              "replay",
              "progress",
              (tracing, step) -> tracing.<Object>replay(TENANT, List.of(), step)),
          new TracedMethod(
              "deliver",
              ServiceResults.CONFIRMED,
              (tracing, step) -> tracing.deliver(DELIVERY, d -> resultOf(step.get()))),
          new TracedMethod(
              "read",
              ServiceResults.CONFIRMED,
              (tracing, step) -> tracing.read(CONTEXT, "fetch", c -> resultOf(step.get()))));

  private static final List<Throwable> FAILURES =
      List.of(
          new IllegalStateException("by the tracer"),
          new NoClassDefFoundError("by the tracer"),
          new StackOverflowError("by the tracer"));

  private int runs;

  static Stream<Fault> faults() {
    return METHODS.stream()
        .flatMap(
            method ->
                Arrays.stream(FaultTime.values())
                    .flatMap(time -> FAILURES.stream().map(each -> new Fault(method, time, each))));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void stepKeepsItsResult(Fault fault) {
    Tracing guarded = GuardedTracing.of(failing(fault));

    Object result =
        fault
            .method()
            .call()
            .of(
                guarded,
                () -> {
                  runs++;
                  return fault.method().result();
                });

    assertThat(result).isSameAs(fault.method().result());
    assertThat(runs).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void stepKeepsItsException(Fault fault) {
    Tracing guarded = GuardedTracing.of(failing(fault));
    for (Throwable own :
        List.of(new IllegalArgumentException("the step's"), new OutOfMemoryError("the step's"))) {
      runs = 0;

      Throwable thrown =
          catchThrowable(
              () ->
                  fault
                      .method()
                      .call()
                      .of(
                          guarded,
                          () -> {
                            runs++;
                            throwUnchecked(own);
                            return fault.method().result();
                          }));

      assertThat(thrown).isSameAs(own);
      assertThat(runs).isEqualTo(1);
    }
  }

  @Test
  void deliveryStaysAsItIsWhereItsPositionIsNotKnown() {
    for (Throwable failure : FAILURES) {
      InvocationHandler handler =
          (proxy, method, arguments) -> {
            throw failure;
          };
      assertThat(GuardedTracing.of(tracing(handler)).atCaller(DELIVERY)).isSameAs(DELIVERY);
    }
    assertThat(GuardedTracing.of(tracing((proxy, method, arguments) -> null)).atCaller(DELIVERY))
        .isSameAs(DELIVERY);
  }

  @ParameterizedTest
  @MethodSource("faultTimes")
  void stepOfAnotherThreadRunsOnceThere(FaultTime time) {
    RuntimeException failure = new IllegalStateException("by the tracer");
    Tracing later =
        new Tracing() {
          @Override
          @SuppressWarnings("unchecked")
          public <T> Supplier<T> stepAtCaller(Supplier<T> step) {
            return () -> {
              Fault fault = new Fault(METHODS.get(0), time, failure);
              return (T) failing(fault).replay(TENANT, List.of(), (Supplier<Object>) step);
            };
          }
        };

    Supplier<Integer> step = GuardedTracing.of(later).stepAtCaller(() -> ++runs);

    assertThat(runs).isZero();
    assertThat(step.get()).isEqualTo(1);
    assertThat(runs).isEqualTo(1);
  }

  static Stream<FaultTime> faultTimes() {
    return Arrays.stream(FaultTime.values());
  }

  @Test
  void tracedDeliveryReachesTheStep() {
    Delivery positioned = SampleDeliveries.store(TENANT, 2);
    Tracing moving =
        new Tracing() {
          @Override
          public WriteReceipt write(Delivery delivery, Function<Delivery, WriteReceipt> step) {
            return step.apply(positioned);
          }
        };

    GuardedTracing.of(moving)
        .write(
            DELIVERY,
            delivery -> {
              assertThat(delivery).isSameAs(positioned);
              return new WriteReceipt.Stored(delivery.coordinate(), KEY);
            });
  }

  @Test
  void failureIsLoggedOncePerMethod() {
    try (LogLines lines = new LogLines(GuardedTracing.class)) {
      Tracing guarded =
          GuardedTracing.of(
              tracing(
                  (proxy, method, arguments) -> {
                    throw FAILURES.get(1);
                  }));
      for (int i = 0; i < 3; i++) {
        METHODS.forEach(method -> method.call().of(guarded, method::result));
      }
      assertThat(lines.of(Level.ERROR)).doesNotHaveDuplicates().hasSize(METHODS.size());
    }
  }

  @Test
  void failureOfAStepIsNotLogged() {
    try (LogLines lines = new LogLines(GuardedTracing.class)) {
      RuntimeException own = new IllegalArgumentException("the step's");
      for (TracedMethod method : METHODS) {
        assertThat(
                catchThrowable(
                    () ->
                        method
                            .call()
                            .of(
                                GuardedTracing.of(Tracing.NONE),
                                () -> {
                                  throw own;
                                })))
            .isSameAs(own);
      }
      assertThat(lines.of(Level.ERROR)).isEmpty();
    }
  }

  @Test
  void everyMethodIsGuardedAndTested() {
    List<Method> port =
        Arrays.stream(Tracing.class.getDeclaredMethods())
            .filter(each -> !each.isSynthetic() && !Modifier.isStatic(each.getModifiers()))
            .toList();

    assertThat(port)
        .allSatisfy(
            each ->
                assertThat(
                        GuardedTracing.class.getDeclaredMethod(
                            each.getName(), each.getParameterTypes()))
                    .isNotNull());
    assertThat(
            Stream.concat(Stream.of("atCaller"), METHODS.stream().map(TracedMethod::name))
                .collect(Collectors.toSet()))
        .isEqualTo(port.stream().map(Method::getName).collect(Collectors.toSet()));
  }

  private static Tracing failing(Fault fault) {
    return tracing(
        (proxy, method, arguments) -> {
          Supplier<@Nullable Object> step = stepOf(arguments);
          if (fault.time() == FaultTime.BEFORE_THE_STEP) {
            throw fault.failure();
          }
          if (fault.time() == FaultTime.WITHOUT_THE_STEP) {
            return null;
          }
          Object result = null;
          try {
            result = step.get();
          } catch (Throwable own) {
            if (fault.time() == FaultTime.WITH_THE_STEPS_EXCEPTION) {
              throw own;
            }
          }
          if (fault.time() == FaultTime.AFTER_THE_STEP) {
            throw fault.failure();
          }
          // Again, and without its result.
          return fault.time() == FaultTime.WITH_A_SECOND_RUN ? step.get() : null;
        });
  }

  @SuppressWarnings("unchecked")
  private static Supplier<@Nullable Object> stepOf(Object[] arguments) {
    Object step = arguments[arguments.length - 1];
    return step instanceof Supplier<?> supplier
        ? supplier::get
        : () -> ((Function<Object, Object>) step).apply(arguments[0]);
  }

  private static Tracing tracing(InvocationHandler handler) {
    return (Tracing)
        Proxy.newProxyInstance(
            Tracing.class.getClassLoader(), new Class<?>[] {Tracing.class}, handler);
  }

  private static void throwUnchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  @SuppressWarnings("unchecked")
  private static CompletableFuture<WriteReceipt> futureOf(Object result) {
    return (CompletableFuture<WriteReceipt>) result;
  }

  @SuppressWarnings("unchecked")
  private static CallResult<WriteConfirmation> resultOf(Object result) {
    return (CallResult<WriteConfirmation>) result;
  }

  private enum FaultTime {
    BEFORE_THE_STEP,
    AFTER_THE_STEP,
    WITHOUT_THE_STEP,
    WITHOUT_THE_STEPS_RESULT,
    WITH_THE_STEPS_EXCEPTION,
    WITH_A_SECOND_RUN
  }

  private record Fault(TracedMethod method, FaultTime time, Throwable failure) {}

  private record TracedMethod(String name, Object result, Call call) {

    @Override
    public String toString() {
      return name;
    }
  }

  private interface Call {
    Object of(Tracing tracing, Supplier<Object> step);
  }
}

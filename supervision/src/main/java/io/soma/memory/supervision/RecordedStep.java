package io.soma.memory.supervision;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a step with the first call, and ends every later call as that one ended. For one thread at a
 * time.
 */
final class RecordedStep<A, T> implements Function<A, T> {

  private final Function<A, T> step;
  private @Nullable Supplier<T> outcome;
  private @Nullable Throwable thrown;

  RecordedStep(Function<A, T> step) {
    this.step = step;
  }

  boolean hasRun() {
    return outcome != null;
  }

  boolean hasThrown(Throwable failure) {
    return thrown == failure;
  }

  @Override
  public T apply(A argument) {
    if (outcome == null) {
      outcome = run(Objects.requireNonNull(argument, "the step got no argument"));
    }
    return outcome.get();
  }

  private Supplier<T> run(A argument) {
    try {
      T result = step.apply(argument);
      return () -> result;
    } catch (RuntimeException e) {
      thrown = e;
      return () -> {
        throw e;
      };
    } catch (Error e) {
      thrown = e;
      return () -> {
        throw e;
      };
    }
  }
}

package io.soma.memory.opentelemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Runs a step within a span, which ends with it. */
final class SpanStep {

  private SpanStep() {}

  static <T> T in(Span span, Supplier<T> step, BiConsumer<Span, ? super T> outcome) {
    try (Scope scope = span.makeCurrent()) {
      T result = step.get();
      outcome.accept(span, result);
      return result;
    } catch (RuntimeException | Error e) {
      failed(span, e);
      throw e;
    } finally {
      span.end();
    }
  }

  /** The same of a step that is over when its result is there. */
  static <T> CompletableFuture<T> from(
      Span span, Supplier<CompletableFuture<T>> step, BiConsumer<Span, ? super T> outcome) {
    try (Scope scope = span.makeCurrent()) {
      // The same future, as its caller may cancel it.
      CompletableFuture<T> promised = step.get();
      var unused =
          promised.whenComplete(
              (result, failure) -> {
                try {
                  if (failure == null) {
                    outcome.accept(span, result);
                  } else {
                    failed(span, failure);
                  }
                } finally {
                  span.end();
                }
              });
      return promised;
    } catch (RuntimeException | Error e) {
      failed(span, e);
      span.end();
      throw e;
    }
  }

  // Without its words, which may quote a payload.
  private static void failed(Span span, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    span.setAttribute("error.type", cause.getClass().getName());
    span.setStatus(StatusCode.ERROR);
  }
}

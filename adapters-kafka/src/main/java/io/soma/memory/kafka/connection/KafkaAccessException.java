package io.soma.memory.kafka.connection;

import io.soma.memory.domain.SomaMemoryException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/** Kafka did not answer a question of an operator, or does not let us ask it. */
public final class KafkaAccessException extends SomaMemoryException {

  private KafkaAccessException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The answer, which the client gives up waiting for by itself. */
  public static <T> T of(String what, KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw of(what, e);
    } catch (InterruptedException e) {
      throw interrupted(what, e);
    }
  }

  // The messages of Kafka's client name hosts, topics and groups, and no secret.
  public static KafkaAccessException of(String what, ExecutionException failure) {
    @Nullable Throwable cause = failure.getCause();
    String words =
        cause == null ? "failed" : cause.getClass().getSimpleName() + ": " + cause.getMessage();
    return new KafkaAccessException(what + ": " + words, cause);
  }

  public static KafkaAccessException interrupted(String what, InterruptedException interruption) {
    Thread.currentThread().interrupt();
    return new KafkaAccessException(what + ": interrupted", interruption);
  }
}

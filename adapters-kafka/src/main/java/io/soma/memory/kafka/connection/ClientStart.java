package io.soma.memory.kafka.connection;

import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** Says why no client can be made with the given brokers and properties, in Kafka's words. */
public final class ClientStart {

  private ClientStart() {}

  /**
   * Returns the client that its constructor makes.
   *
   * @throws IllegalArgumentException if it makes none
   */
  public static <T> T started(Supplier<T> client) {
    try {
      return client.get();
    } catch (KafkaException e) {
      throw new IllegalArgumentException("Kafka's client does not start: " + reasons(e), e);
    }
  }

  // The outermost exception says only that a client could not be made. One of its causes names the
  // property or file; that is not always the innermost one.
  private static String reasons(Throwable failure) {
    StringBuilder said = new StringBuilder();
    Throwable first = failure.getCause() == null ? failure : failure.getCause();
    for (Throwable each = first; each != null; each = each.getCause()) {
      String message = String.valueOf(each.getMessage()).strip();
      if (said.indexOf(message) < 0) {
        said.append(said.length() == 0 ? "" : ": ").append(message);
      }
    }
    return said.toString();
  }
}

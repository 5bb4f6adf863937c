package io.soma.memory.kafka.connection;

import io.soma.memory.domain.outbox.BrokerHealth;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Whether the Kafka cluster answers a question that needs no right. */
public final class ClusterHealth {

  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(8);

  private ClusterHealth() {}

  /**
   * Asks for the brokers, and waits for at most eight seconds.
   *
   * @param bootstrapServers named where they do not answer
   */
  public static BrokerHealth of(Admin admin, String bootstrapServers) {
    try {
      int brokers =
          admin
              .describeCluster()
              .nodes()
              .get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
              .size();
      return new BrokerHealth(
          true,
          bootstrapServers + " answers, with " + brokers + (brokers == 1 ? " broker" : " brokers"));
    } catch (ExecutionException e) {
      return down(bootstrapServers, e.getCause());
    } catch (KafkaException | TimeoutException e) {
      return down(bootstrapServers, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new BrokerHealth(false, bootstrapServers + ": interrupted before the answer");
    }
  }

  // The messages of Kafka's client name hosts, and no secret.
  private static BrokerHealth down(String bootstrapServers, @Nullable Throwable cause) {
    return new BrokerHealth(
        false,
        bootstrapServers
            + (cause == null || isSilence(cause)
                ? " does not answer; is the broker up, and its advertised address reachable?"
                : " refuses us: " + cause.getMessage()));
  }

  private static boolean isSilence(Throwable cause) {
    return cause instanceof TimeoutException
        || cause instanceof org.apache.kafka.common.errors.TimeoutException;
  }
}

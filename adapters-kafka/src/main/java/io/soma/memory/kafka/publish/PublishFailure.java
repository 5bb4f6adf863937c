package io.soma.memory.kafka.publish;

import io.soma.memory.kafka.topics.TopicLimits;
import io.soma.memory.ports.driven.Published;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;

/** The subject of a failure: this very record, our rights, or the brokers. */
final class PublishFailure {

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration WHEN_SOMEBODY_ACTED = Duration.ofSeconds(5);
  private static final int MAX_DETAIL = 300;

  private PublishFailure() {}

  /** The outcome when the event behind the acknowledged ones failed so. */
  static Published of(int acknowledged, Throwable cause) {
    if (isAboutTheRecord(cause)) {
      return new Published.Refused(acknowledged, detail(cause));
    }
    return new Published.Interrupted(acknowledged, detail(cause), pause(cause));
  }

  /** Whether a neighbour in the same batch may be to blame, as the broker refuses it whole. */
  static boolean mayBeANeighbours(Throwable cause) {
    return !isAboutTheRecord(cause) && !(cause instanceof RetriableException);
  }

  // A batch is larger than a segment only if it holds one large record alone.
  private static boolean isAboutTheRecord(Throwable cause) {
    return cause instanceof RecordTooLargeException
        || cause instanceof RecordBatchTooLargeException
        || cause instanceof InvalidRecordException
        || cause instanceof SerializationException;
  }

  private static Duration pause(Throwable cause) {
    return cause instanceof AuthorizationException || cause instanceof AuthenticationException
        ? WHEN_SOMEBODY_ACTED
        : SOON;
  }

  // Our own limit is named in the message, and fits the largest event.
  private static String mend(Throwable cause) {
    boolean isTheTopics =
        (cause instanceof RecordTooLargeException || cause instanceof RecordBatchTooLargeException)
            && !String.valueOf(cause.getMessage()).contains(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
    return isTheTopics ? " " + TopicLimits.MEND + ", then replay the event" : "";
  }

  private static String detail(Throwable cause) {
    String text = cause.getClass().getSimpleName() + ": " + cause.getMessage() + mend(cause);
    return text.length() > MAX_DETAIL ? text.substring(0, MAX_DETAIL) + "..." : text;
  }
}

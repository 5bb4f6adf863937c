package io.soma.memory.gateway.memory;

import io.soma.memory.domain.InvalidInputException;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.gateway.json.FieldError;
import io.soma.memory.gateway.json.InvalidFieldsException;
import io.soma.memory.gateway.json.NotJsonException;
import io.soma.memory.gateway.server.RefusedRequestException;
import io.soma.memory.gateway.server.Reply;
import io.soma.memory.ports.driving.CircuitOpenException;
import io.soma.memory.ports.driving.FailedRepeatException;
import io.soma.memory.ports.driving.MemoryBusyException;
import io.soma.memory.ports.driving.MemoryRejectedException;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import io.soma.memory.ports.driving.OutboxFullException;
import io.soma.memory.ports.driving.ReusedKeyException;
import io.soma.memory.supervision.CaughtErrors;
import io.soma.memory.supervision.Logs;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The answer to a failed request. */
final class FailureReplies {

  private static final Pattern CLIENT_ERROR = Pattern.compile("4[0-9]{2}");
  private static final int UNPROCESSABLE = 422;
  private static final Logger LOG = Logs.of(FailureReplies.class);
  private static final String RETRY_AFTER = "Retry-After";
  private static final String SOON = "1";
  private static final String WHEN_SOME_ARE_DELIVERED = "5";

  private FailureReplies() {}

  /** The same, with a line in the log where the operator has to act. */
  static Reply replyTo(Caller caller, Throwable failure) {
    Reply reply = replyTo(failure);
    if (reply.status() >= 500 && isNews(cause(failure))) {
      LOG.atWarn()
          .addKeyValue("tenant", caller.tenant())
          .addKeyValue("request", caller.requestId())
          .addKeyValue("status", reply.status())
          .log("request failed: {}", cause(failure).getMessage());
    }
    return reply;
  }

  // The circuit's opening is a line of its own; a line for each call that it keeps away tells
  // nothing more.
  private static boolean isNews(Throwable cause) {
    return !(cause instanceof CancellationException || cause instanceof CircuitOpenException);
  }

  static Reply replyTo(Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof RefusedRequestException refused) {
      return refused.reply();
    }
    if (cause instanceof InvalidFieldsException invalid) {
      return Reply.json(
          422, Map.of("detail", invalid.errors().stream().map(FieldError::shown).toList()));
    }
    if (cause instanceof NotJsonException) {
      return Reply.error(400, "Cannot parse request body");
    }
    if (cause instanceof InvalidInputException invalid) {
      return Reply.error(400, String.valueOf(invalid.getMessage()));
    }
    if (cause instanceof MemoryRejectedException rejected) {
      return Reply.error(statusOf(rejected), rejected.detail());
    }
    if (cause instanceof ReusedKeyException reused) {
      return ofEvent(422, reused, reused.eventId());
    }
    if (cause instanceof FailedRepeatException failed) {
      return ofEvent(409, failed, failed.eventId());
    }
    if (cause instanceof OutboxFullException full) {
      return Reply.error(429, String.valueOf(full.getMessage()))
          .with(RETRY_AFTER, WHEN_SOME_ARE_DELIVERED);
    }
    if (cause instanceof MemoryBusyException) {
      return Reply.error(429, "the tenant has reached its limit of concurrent calls")
          .with(RETRY_AFTER, SOON);
    }
    if (cause instanceof MemoryUnavailableException) {
      // Its message names hosts, which are the operator's business alone.
      return Reply.error(503, "not available now; retrying with the same id is safe")
          .with(RETRY_AFTER, SOON);
    }
    if (cause instanceof CancellationException) {
      return Reply.error(503, "the connection was closed before the write was acknowledged");
    }
    LOG.error("a request failed unexpectedly", cause);
    CaughtErrors.handOn(cause);
    return Reply.error(500, "Internal error");
  }

  // The memory service's own status, where its codes are those of HTTP.
  private static int statusOf(MemoryRejectedException rejected) {
    return CLIENT_ERROR.matcher(rejected.code()).matches()
        ? Integer.parseInt(rejected.code())
        : UNPROCESSABLE;
  }

  private static Reply ofEvent(int status, Throwable failure, @Nullable EventId event) {
    Reply reply = Reply.error(status, String.valueOf(failure.getMessage()));
    return event == null ? reply : reply.with("X-Soma-Event-Id", event.toString());
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}

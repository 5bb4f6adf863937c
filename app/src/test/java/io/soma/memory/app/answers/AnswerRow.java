package io.soma.memory.app.answers;

import io.soma.memory.domain.routing.QueueReason;
import io.soma.memory.testkit.server.memory.Fault;
import io.soma.memory.testkit.server.memory.Operation;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One answer of the memory service, and its required meaning.
 *
 * @param trouble brings the service to answer so
 * @param reason why a direct write is queued; null where it is stored or refused
 * @param breakerFailure whether the circuit counts it
 * @param pause how long the tenant's calls stay away afterwards
 * @param attempts how often a direct write is sent, with one retry allowed
 * @param status the status in the counter of calls; 0 for no answer
 */
record AnswerRow(
    String name,
    Consumer<ScriptableMemoryService> trouble,
    Replay replay,
    @Nullable QueueReason reason,
    boolean breakerFailure,
    Duration pause,
    int attempts,
    int status) {

  /** The action of a queued write's replay. */
  enum Replay {
    CONFIRMS,
    FAILS,
    WAITS
  }

  static AnswerRow stored() {
    return new AnswerRow(
        "200 that confirms", service -> {}, Replay.CONFIRMS, null, false, Duration.ZERO, 1, 200);
  }

  static AnswerRow refused(int status) {
    return new AnswerRow(
        status + "", status(status), Replay.FAILS, null, false, Duration.ZERO, 1, status);
  }

  static AnswerRow unavailable(String name, int status, Fault fault) {
    return unavailable(name, status, service -> service.faults().forAll().set(fault));
  }

  static AnswerRow unavailable(String name, int status, Consumer<ScriptableMemoryService> trouble) {
    return new AnswerRow(
        name, trouble, Replay.WAITS, QueueReason.UNAVAILABLE, true, Duration.ZERO, 2, status);
  }

  static AnswerRow unavailable(int status) {
    return unavailable(status + "", status, status(status));
  }

  static AnswerRow unauthorized() {
    return new AnswerRow(
        "401",
        service -> service.faults().forAll().set(new Fault.Unauthorized()),
        Replay.WAITS,
        QueueReason.UNAUTHORIZED,
        true,
        Duration.ZERO,
        1,
        401);
  }

  static AnswerRow throttled(int status, @Nullable String retryAfter, Duration pause) {
    return new AnswerRow(
        status + " Retry-After: " + retryAfter,
        service -> service.faults().forAll().set(new Fault.Throttle(status, retryAfter)),
        Replay.WAITS,
        QueueReason.THROTTLED,
        status != 429,
        pause,
        1,
        status);
  }

  /** For writes alone, while searches pass. */
  AnswerRow onWritesOnly(int answered) {
    Consumer<ScriptableMemoryService> only =
        service ->
            service
                .faults()
                .forAll()
                .on(Operation.STORE)
                .set(new Fault.StatusBeforeEffect(answered, "as told"));
    return new AnswerRow(
        name + " to writes", only, replay, reason, breakerFailure, pause, attempts, status);
  }

  /** For reads too, so that there seems to be no route for anything. */
  AnswerRow toEverything() {
    return new AnswerRow(
        name + " to everything", trouble, replay, reason, breakerFailure, pause, attempts, status);
  }

  /** Not counted by the circuit. */
  AnswerRow withoutFailure() {
    return new AnswerRow(name, trouble, replay, reason, false, pause, attempts, status);
  }

  private static Consumer<ScriptableMemoryService> status(int status) {
    return service ->
        service.faults().forAll().set(new Fault.StatusBeforeEffect(status, "as told"));
  }

  boolean isRefused() {
    return replay == Replay.FAILS;
  }

  @Override
  public String toString() {
    return name;
  }
}

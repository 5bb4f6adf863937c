package io.soma.memory.simulation.world;

import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallFailure;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.ServiceRefusal;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.simulation.schedule.Scheduler;
import io.soma.memory.simulation.schedule.SeededRandom;
import io.soma.memory.simulation.schedule.SimulatedProcess;
import io.soma.memory.testkit.history.HistoryEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The memory service of all instances: its calls take time. It executes each call once or, if it
 * ignores keys, as often as it arrives, even after its caller has stopped waiting.
 */
final class SimulatedMemoryService {

  private static final CallResult<WriteConfirmation> CONFIRMED =
      new CallResult.Answered<>(WriteConfirmation.DONE, "200");
  private static final CallFailure BROKEN =
      CallFailure.of(FailureClass.SERVER_ERROR, "500", "internal error");
  private static final Duration LEAST = Duration.ofNanos(200_000);
  private static final Duration MOST = Duration.ofMillis(8);
  private static final Duration SLOW = Duration.ofMillis(1_800);
  private static final Duration LONGEST_HANG = Duration.ofSeconds(6);

  /** One call on its way; over when its caller heard something, or heard nothing in time. */
  private static final class Call {
    final Delivery delivery;
    final SimulatedProcess caller;
    final int number;
    @Nullable CallResult<WriteConfirmation> answer;
    boolean over;

    Call(Delivery delivery, SimulatedProcess caller, int number) {
      this.delivery = delivery;
      this.number = number;
      this.caller = caller;
    }
  }

  private final Scheduler scheduler;
  private final Troubles troubles;
  private final Crashes crashes;
  private final History history;
  private final boolean honoursKeys;
  private final Set<String> executed = new HashSet<>();
  private final Set<String> troubled = new TreeSet<>();
  private int calls;

  SimulatedMemoryService(
      Scheduler scheduler,
      Troubles troubles,
      Crashes crashes,
      History history,
      boolean honoursKeys) {
    this.scheduler = scheduler;
    this.troubles = troubles;
    this.crashes = crashes;
    this.history = history;
    this.honoursKeys = honoursKeys;
  }

  /** The tenants of which a call did not pass. */
  Set<String> troubled() {
    return troubled;
  }

  /** Sends a write, from a process with this clock. */
  CallResult<WriteConfirmation> deliver(Delivery delivery, Duration timeout, MonotonicClock clock) {
    long deadline = clock.nanos() + timeout.toNanos();
    scheduler.sleep(some());
    crashes.beforeCall();
    // As the HTTP adapter looks at the time when the connection is there.
    if (clock.nanos() - deadline >= 0) {
      return troubled(delivery, failed(CallFailure.noAnswer("no time was left")));
    }
    Call call = new Call(delivery, scheduler.currentProcess(), ++calls);
    history.note(new HistoryEvent.Sent(WriteNames.writeOf(delivery), call.number));
    begin(call);
    CallResult<WriteConfirmation> answer = await(call, deadline - clock.nanos());
    call.over = true;
    crashes.afterAnswer();
    return answer;
  }

  private CallResult<WriteConfirmation> await(Call call, long longestNanos) {
    try {
      boolean answered = scheduler.awaitInterruptibly(() -> call.answer != null, longestNanos);
      CallResult<WriteConfirmation> answer = call.answer;
      return answered && answer != null
          ? answer
          : troubled(call.delivery, failed(CallFailure.noAnswer("no answer in time")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return troubled(call.delivery, failed(CallFailure.noAnswer("interrupted")));
    }
  }

  private void begin(Call call) {
    Delivery delivery = call.delivery;
    int tenant = WriteNames.number(delivery.tenant());
    String write = WriteNames.writeOf(delivery);
    if (troubles.strike(TroubleKind.SERVICE_DOWN, tenant)) {
      boolean isReached = random().chance(0.7);
      answer(call, some(), failed(isReached ? BROKEN : CallFailure.noAnswer("connection refused")));
    } else if (troubles.strike(TroubleKind.THROTTLED, tenant)) {
      answer(
          call,
          some(),
          failed(CallFailure.tooManyCalls("429", Duration.ofSeconds(1), "too many requests")));
    } else if (troubles.strikeWrite(TroubleKind.POISON, tenant, write)) {
      answer(call, some(), failed(BROKEN));
    } else if (troubles.strikeWrite(TroubleKind.REFUSALS, tenant, write)) {
      answer(call, some(), new CallResult.Refused<>(new ServiceRefusal("422", "refused")));
    } else if (troubles.strike(TroubleKind.CALLS_HANG, tenant)) {
      execute(call, random().between(Duration.ofMillis(100), LONGEST_HANG), CONFIRMED);
    } else if (troubles.strike(TroubleKind.SERVICE_SLOW, tenant)) {
      // Also between its effect and its answer, where others may act.
      execute(call, random().between(LEAST, SLOW), random().between(LEAST, SLOW), CONFIRMED);
    } else if (troubles.strike(TroubleKind.ANSWERS_LOST, tenant)) {
      loseAnswer(call);
    } else if (troubles.strike(TroubleKind.ERRORS_AFTER, tenant)) {
      execute(call, some(), failed(BROKEN));
    } else if (troubles.strike(TroubleKind.UNCONFIRMED, tenant)) {
      execute(
          call, some(), failed(CallFailure.of(FailureClass.UNCONFIRMED, "200", "something else")));
    } else {
      execute(call, some(), CONFIRMED);
    }
  }

  // The connection breaks before or after the service executed, or no word comes at all.
  private void loseAnswer(Call call) {
    execute(call, some(), null);
    if (random().chance(0.7)) {
      answer(call, some(), failed(CallFailure.noAnswer("connection reset")));
    }
  }

  private void execute(Call call, Duration after, @Nullable CallResult<WriteConfirmation> answer) {
    execute(call, after, some(), answer);
  }

  private void execute(
      Call call,
      Duration after,
      Duration answerAfter,
      @Nullable CallResult<WriteConfirmation> answer) {
    scheduler.after(
        after,
        () -> {
          effect(call);
          if (answer != null) {
            answer(call, answerAfter, answer);
          }
        });
  }

  private void answer(Call call, Duration after, CallResult<WriteConfirmation> answer) {
    boolean isRefused = answer instanceof CallResult.Refused<WriteConfirmation>;
    if (isRefused || answer == CONFIRMED) {
      history.note(new HistoryEvent.Answered(WriteNames.writeOf(call.delivery), isRefused));
    }
    if (answer != CONFIRMED) {
      CallResult<WriteConfirmation> unused = troubled(call.delivery, answer);
    }
    scheduler.after(
        after,
        () -> {
          if (call.answer == null) {
            call.answer = answer;
          }
        });
  }

  private CallResult<WriteConfirmation> troubled(
      Delivery delivery, CallResult<WriteConfirmation> answer) {
    troubled.add(delivery.tenant().value());
    return answer;
  }

  private void effect(Call call) {
    Delivery delivery = call.delivery;
    String tenant = delivery.tenant().value();
    String key = delivery.idempotencyKey().toString();
    String write = WriteNames.writeOf(delivery);
    boolean isNew = executed.add(tenant + " " + key);
    if (honoursKeys && !isNew) {
      history.tell("memory service: knows the key of " + write + " already");
      return;
    }
    boolean late = call.over || call.caller.isDead();
    history.note(
        new HistoryEvent.Effect(
            write, tenant, WriteNames.addressOf(delivery), key, late, call.number),
        "memory service: executes "
            + write
            + " for "
            + tenant
            + "/"
            + WriteNames.addressOf(delivery)
            + (late ? ", late" : ""));
  }

  private static CallResult<WriteConfirmation> failed(CallFailure failure) {
    return new CallResult.Failed<>(failure);
  }

  private Duration some() {
    return random().between(LEAST, MOST);
  }

  private SeededRandom random() {
    return scheduler.random();
  }

  /** Answers a read, without memories. */
  CallResult<List<Memory>> recall(ReadContext context) {
    scheduler.sleep(some());
    int tenant = WriteNames.number(context.namespace().tenant());
    return troubles.strike(TroubleKind.SERVICE_DOWN, tenant)
        ? new CallResult.Failed<>(BROKEN)
        : new CallResult.Answered<>(List.of(), "200");
  }

  ServiceHealth health() {
    scheduler.sleep(some());
    return new ServiceHealth(!troubles.strike(TroubleKind.SERVICE_DOWN, 0), "simulated");
  }
}

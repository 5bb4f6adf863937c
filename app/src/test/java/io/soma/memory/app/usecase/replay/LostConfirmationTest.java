package io.soma.memory.app.usecase.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.Rig;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.ports.driving.OutboxAdministration;
import io.soma.memory.ports.driving.ReplayOptions;
import io.soma.memory.testkit.fake.ManualClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The memory service stored an event, and PostgreSQL takes no confirmation: its disk is full. */
class LostConfirmationTest {

  private int confirmationsToLose;
  private int answersToLose;

  private final Rig rig =
      new Rig(
          fakes -> binder -> binder.bind(Outbox.class).toInstance(losing(fakes.outbox())),
          "SOMABRAIN_MEMORY_WRITE_MODE",
          "fast_ack");

  @Test
  void whatWasStoredIsConfirmedLaterAndNotSentAgain() {
    rig.remember("a", "one");
    rig.remember("b", "two");
    rig.remember("c", "three");
    confirmationsToLose = 5;

    turns(10);

    assertThat(sent()).containsExactly("one", "two", "three");
    assertThat(rig.outbox().backlog()).isEmpty();
  }

  @Test
  void theNextEventOfAnAddressIsNotSentBeforeTheOneBeforeIsConfirmed() {
    rig.remember("a", "one");
    rig.remember("a", "two");
    confirmationsToLose = 3;

    turns(3);
    assertThat(sent()).containsExactly("one");

    turns(5);
    assertThat(sent()).containsExactly("one", "two");
    assertThat(rig.outbox().backlog()).isEmpty();
  }

  @Test
  void onlyTheNewestAreRememberedAndAnIdAloneIsNotEnough() {
    rig.remember("a", "one");
    rig.remember("b", "two");
    rig.remember("c", "three");
    ManualClock clock = new ManualClock();
    List<OutboxEvent> events = rig.outbox().events();
    StoredEvents stored = new StoredEvents(clock, 2);

    events.forEach(event -> stored.add(event, ""));

    assertThat(known(stored, events)).isEqualTo(events.subList(1, 3));
    assertThat(stored.contains(withIdOf(events.get(1), events.get(0)), "")).isFalse();
    stored.remove(events.subList(1, 2));
    assertThat(known(stored, events)).isEqualTo(events.subList(2, 3));
  }

  @Test
  void itIsForgottenInTime() {
    rig.remember("a", "one");
    ManualClock clock = new ManualClock();
    StoredEvents stored = new StoredEvents(clock, 2);
    OutboxEvent event = rig.outbox().events().get(0);

    stored.add(event, "");
    clock.advance(StoredEvents.KEPT);
    assertThat(stored.contains(event, "")).isTrue();
    stored.add(event, "");
    clock.advance(StoredEvents.KEPT);
    assertThat(stored.contains(event, "")).isTrue();
    clock.advance(Duration.ofMillis(1));

    assertThat(stored.contains(event, "")).isFalse();
  }

  @Test
  void aReplayIsSentThoughItsEventWasStoredAndConfirmedByAnotherInstance() {
    rig.remember("a", "one");
    confirmationsToLose = 1;
    turns(1);
    List<OutboxEvent> events = rig.outbox().events();
    rig.outbox().confirm(Rig.TENANT, events);

    rig.get(OutboxAdministration.class)
        .replay(List.of(events.get(0).id()), new ReplayOptions(true, false));
    turns(2);

    assertThat(sent()).containsExactly("one", "one");
    assertThat(rig.outbox().backlog()).isEmpty();
  }

  @Test
  void aReplayThroughAnotherProcessIsSentThoughItsEventWasStored() {
    rig.remember("a", "one");
    answersToLose = 1;
    turns(2);
    EventId one = rig.outbox().events().get(0).id();
    assertThat(rig.outbox().isConfirmed(one)).isTrue();
    rig.remember("a", "two");
    turns(2);

    rig.records().requeue(Rig.TENANT, List.of(one), true, Duration.ofSeconds(16));
    turns(2);

    assertThat(sent()).containsExactly("one", "two", "one");
    assertThat(rig.outbox().backlog()).isEmpty();
  }

  private static List<OutboxEvent> known(StoredEvents stored, List<OutboxEvent> events) {
    return events.stream().filter(event -> stored.contains(event, "")).toList();
  }

  private static OutboxEvent withIdOf(OutboxEvent id, OutboxEvent rest) {
    return new OutboxEvent(rest.outbox(), id.id(), rest.createdAt(), 0, rest.delivery());
  }

  private List<String> sent() {
    return rig.service().deliveries().stream().map(each -> each.requestId().value()).toList();
  }

  private void turns(int number) {
    for (int i = 0; i < number; i++) {
      try {
        rig.relay();
      } catch (OutboxUnavailableException e) {
        // The relay comes again.
      }
      rig.advance(Duration.ofSeconds(5));
    }
  }

  private Outbox losing(Outbox outbox) {
    return (Outbox)
        Proxy.newProxyInstance(
            Outbox.class.getClassLoader(),
            new Class<?>[] {Outbox.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("confirm") && confirmationsToLose-- > 0) {
                throw new OutboxUnavailableException(
                    "PostgreSQL has no disk space left", new SQLException());
              }
              try {
                Object answer = method.invoke(outbox, arguments);
                if (method.getName().equals("confirm") && answersToLose-- > 0) {
                  throw new OutboxUnavailableException(
                      "the answer to COMMIT is lost", new SQLException());
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}

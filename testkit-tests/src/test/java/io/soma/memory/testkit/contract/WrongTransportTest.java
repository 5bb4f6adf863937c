package io.soma.memory.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.ports.driving.ReplayProgress;
import io.soma.memory.testkit.contract.PolledTransport.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A transport that breaks one rule fails its contract, which says which rule. */
class WrongTransportTest {

  @Test
  void oneThatOnlyStoresAndSaysThatItSettlesFailsBothHalves() {
    assertThatThrownBy(() -> receiving(Fault.SAYS_THAT_IT_SETTLES).whatIsOnlyStoredIsNotSettled())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the relay publishes each event again and again");
    assertThatThrownBy(
            () ->
                new Publishing(new PolledTransport(Fault.SAYS_THAT_IT_SETTLES))
                    .onlyATransportThatDeliversWhileItPublishesSettlesEvents())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("overrides deliversWhilePublishing()");
  }

  @Test
  void oneThatIgnoresThePauseFails() {
    assertThatThrownBy(
            () ->
                receiving(Fault.IGNORES_THE_PAUSE)
                    .thePauseOfTheReplayIsWaitedForAlsoWhereMoreEventsCome())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the pause of a replay must be waited for: tenant")
        .hasMessageContaining("before the pause of 600 ms was over");
  }

  @Test
  void oneWithCallsThatOverlapFails() {
    assertThatThrownBy(() -> receiving(Fault.OVERLAPS).callsForOneTenantDoNotOverlap())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("calls for one tenant must not overlap: tenant")
        .hasMessageContaining("was offered the events 1, 2, 3");
  }

  @Test
  void oneThatReceivesNothingFailsInPlainWords() {
    assertThatThrownBy(() -> receiving(Fault.RECEIVES_NOTHING).aTenantThatWaitsDelaysNoOther())
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching(
            "Waited for the first event of tenant \\S+ to be offered to the replay\\. It did not"
                + " happen within 0\\.5 s \\(patience\\(\\)\\)\\. Seen until then: nothing was"
                + " offered to the replay\\.");
  }

  @Test
  void oneThatLosesEventsIsToldWhatWasSeen() {
    Receiving half = receiving();
    half.losesEvents = true;
    assertThatThrownBy(half::whatIsPublishedIsReplayedInItsOrder)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Waited for 60 events of tenant")
        .hasMessageContaining("the last with the events 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 49 more");
  }

  @Test
  void oneThatLosesWhatAReplayThrewAtFails() {
    for (Fault fault :
        List.of(Fault.REMOVES_BEFORE_THE_CALL_RETURNS, Fault.STAYS_BUSY_AFTER_A_FAILURE)) {
      assertThatThrownBy(() -> impatient(fault).whatAReplayThrewAtIsOfferedAgain())
          .as("%s", fault)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("The replay threw, and has settled nothing")
          .hasMessageContaining("1 calls, the last with the events 1, 2, 3");
    }
  }

  @Test
  void oneThatEndsDuringACallFails() {
    assertThatThrownBy(
            () ->
                receiving(Fault.ENDS_DURING_A_CALL).theEndWaitsForTheCallUnderWayAndBeginsNoOther())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("stop() must wait for it");
  }

  @Test
  void oneThatGoesOnAfterItsEndFails() {
    assertThatThrownBy(
            () -> receiving(Fault.NEVER_ENDS).theEndWaitsForTheCallUnderWayAndBeginsNoOther())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("stop() must end its loops");
  }

  // Its end waits for the call that hangs: the suite lets it go first.
  @Test
  void oneWithOneThreadForAllTenantsFails() {
    assertThatThrownBy(() -> impatient(Fault.HAS_ONE_THREAD).aTenantWhoseReplayHangsDelaysNoOther())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("give each tenant's turns a thread of their own");
  }

  @Test
  void oneThatMixesTenantsFails() {
    assertThatThrownBy(
            () -> {
              Receiving half = receiving(Fault.MIXES_TENANTS);
              half.aTenantThatWaitsDelaysNoOther();
              half.noRuleOfTheReplayIsBroken();
            })
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a call must hand over events of its own tenant");
  }

  @Test
  void oneThatCarriesNoEventTwiceFails() {
    assertThatThrownBy(
            () ->
                impatient(Fault.CARRIES_NO_EVENT_TWICE)
                    .whatWasSettledIsOfferedAgainWhereItIsPublishedAgain())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("published again after they were settled");
  }

  @Test
  void oneThatStandsAtWhatIsNoEventFails() {
    assertThatThrownBy(
            () -> impatient(Fault.STANDS_AT_WHAT_IS_NO_EVENT).whatIsNoEventStandsInNoWay())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("set it aside, log it, and go on with the next one");
  }

  private static Receiving impatient(Fault fault) {
    Receiving half = receiving(fault);
    half.isImpatient = true;
    return half;
  }

  private static Receiving receiving(Fault... faults) {
    return new Receiving(new PolledTransport(faults));
  }

  private static final class Receiving extends EventReplayContract {

    private final PolledTransport transport;
    private boolean losesEvents;
    private boolean isImpatient;

    Receiving(PolledTransport transport) {
      this.transport = transport;
    }

    @Override
    protected EventPublisher publisher() {
      return transport;
    }

    @Override
    protected AutoCloseable receive(EventReplay replay) {
      return transport.receive(losesEvents ? losingTheLast(replay) : replay);
    }

    private static EventReplay losingTheLast(EventReplay replay) {
      return (tenant, events) ->
          events.size() == 1
              ? new ReplayProgress(1, Duration.ZERO)
              : replay.replay(tenant, events.subList(0, events.size() - 1));
    }

    @Override
    protected boolean putNoEvent(TenantId tenant) {
      transport.putNoEvent(tenant);
      return true;
    }

    @Override
    protected Duration patience() {
      return isImpatient || losesEvents || !transport.receivesAll()
          ? Duration.ofMillis(500)
          : Duration.ofSeconds(30);
    }
  }

  private static final class Publishing extends EventPublisherContract {

    private final PolledTransport transport;

    Publishing(PolledTransport transport) {
      this.transport = transport;
    }

    @Override
    protected EventPublisher publisher() {
      return transport;
    }

    @Override
    protected List<OutboxEvent> arrived(TenantId tenant, int atLeast) {
      return transport.kept(tenant);
    }
  }
}

package io.soma.memory.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.testkit.contract.WrongPublisher.Fault;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A sending half that breaks one rule fails its contract, which says what is wrong. */
class WrongPublisherTest {

  @Test
  void aRightOnePasses() {
    passes();
  }

  @Test
  void oneThatTakesFewAtOnceAndSaysSoPasses() {
    passes(Fault.TAKES_TEN_AT_ONCE);
  }

  private static void passes(Fault... faults) {
    List<Consumer<WrongPublisher>> tests =
        List.of(
            EventPublisherContract::whatIsAcknowledgedArrivesInItsOrder,
            EventPublisherContract::everyFieldOfAnEventSurvives,
            EventPublisherContract::tenantsAreIndependent,
            EventPublisherContract::tenantsWithNamesThatAreAlikeAreApart,
            EventPublisherContract::aCallTakesAtLeastOneEvent,
            EventPublisherFaultContract::anOutageInterruptsAndLosesNothingThatIsOfferedAgain,
            EventPublisherFaultContract::aTenantWhoseCallWaitsDelaysNoOther);
    for (Consumer<WrongPublisher> test : tests) {
      assertThatCode(() -> test.accept(new WrongPublisher(faults))).doesNotThrowAnyException();
    }
  }

  @Test
  void oneThatTakesFewerThanItSaysFails() {
    assertFails(
            new WrongPublisher(Fault.TAKES_FEWER_THAN_IT_SAYS)::whatIsAcknowledgedArrivesInItsOrder)
        .hasMessageContaining("If it takes fewer at once, mostAtOnce() says so");
  }

  @Test
  void oneThatTakesNoneAtOnceFails() {
    assertFails(new WrongPublisher(Fault.TAKES_NONE_AT_ONCE)::aCallTakesAtLeastOneEvent)
        .hasMessageContaining("with 0, none is ever published");
  }

  @Test
  void oneThatBlocksFailsAndIsShownWhere() {
    assertFails(
            new WrongPublisher(Fault.BLOCKS_IN_AN_OUTAGE)
                ::anOutageInterruptsAndLosesNothingThatIsOfferedAgain)
        .hasMessageMatching(
            "(?s)publish\\(\\S+, 15 events\\) did not return within 0\\.5 s\\."
                + " .*return Interrupted\\(taken, why, pause\\).*It stands"
                + " at.*awaitTheEnd.*");
  }

  @Test
  void oneThatThrowsInAnOutageIsToldWhatToReturn() {
    assertFails(
            new WrongPublisher(Fault.THROWS_IN_AN_OUTAGE)
                ::anOutageInterruptsAndLosesNothingThatIsOfferedAgain)
        .hasMessageContaining("threw java.lang.IllegalStateException: no connection.")
        .hasMessageContaining("return Interrupted(taken, why, pause)");
  }

  @Test
  void oneThatGivesNoReasonFails() {
    assertFails(
            new WrongPublisher(Fault.GIVES_NO_REASON)
                ::anOutageInterruptsAndLosesNothingThatIsOfferedAgain)
        .hasMessageContaining("An exception's message may be null");
  }

  @Test
  void oneThatReturnsNullFails() {
    assertFails(new WrongPublisher(Fault.RETURNS_NULL)::nothingToPublishIsNoFailure)
        .hasMessageContaining("publish() returns All, Interrupted or Refused, and never null");
  }

  @Test
  void oneWithALockForAllTenantsFails() {
    assertFails(
            new WrongPublisher(Fault.LOCKS_OUT_OTHER_TENANTS)::aTenantWhoseCallWaitsDelaysNoOther)
        .hasMessageContaining("A call that waits must not delay another tenant's")
        .hasMessageContaining("and its call waits");
  }

  @Test
  void oneThatMixesTenantsFails() {
    assertFails(new WrongPublisher(Fault.MIXES_CAPITALS)::tenantsWithNamesThatAreAlikeAreApart)
        .hasMessageContaining("Tenants whose names differ by capitals")
        .hasMessageContaining("Then expected: the events (none); arrived: the events 3, 4");
  }

  @Test
  void oneThatChangesAFieldIsToldWhich() {
    assertFails(new WrongPublisher(Fault.TRIMS)::everyFieldOfAnEventSurvives)
        .hasMessageContaining("The event 5 arrived changed: its body was <")
        .hasMessageContaining("EventCodec");
  }

  @Test
  void oneThatMixesTheOrderIsToldFromWhereOn() {
    assertFails(new WrongPublisher(Fault.REVERSES)::laterCallsContinueBehindEarlierOnes)
        .hasMessageContaining("in the order in which it was published")
        .hasMessageContaining(
            "expected: the events 1, 2, 3, 4, 5, 6, 7, 8, 9; arrived: the events 9");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
      ThrowingCallable test) {
    return assertThatThrownBy(test).isInstanceOf(AssertionError.class);
  }
}

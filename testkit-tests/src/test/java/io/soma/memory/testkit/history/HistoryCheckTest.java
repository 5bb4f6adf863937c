package io.soma.memory.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.testkit.history.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryCheckTest {

  private static final HistoryRules STRICT = new HistoryRules(true, Set.of("alpha"));
  private static final HistoryRules IGNORES_KEYS = new HistoryRules(false, Set.of("alpha"));

  private final List<HistoryEvent> history = new ArrayList<>();

  @Test
  void keptPromisesAreNoViolation() {
    invoked("w1").effect("w1").ended("w1", WriteOutcome.STORED);
    invoked("w2").ended("w2", WriteOutcome.QUEUED).effect("w2").confirmed("w2");

    assertThat(kinds(STRICT)).isEmpty();
  }

  @Test
  void acknowledgedWriteWithoutEffectIsLost() {
    invoked("w1").ended("w1", WriteOutcome.QUEUED);

    assertThat(kinds(STRICT)).containsExactly(Kind.LOST);
  }

  @Test
  void writeThatFailedOrWasGivenUpIsNotLost() {
    invoked("w1").ended("w1", WriteOutcome.QUEUED);
    invoked("w2").ended("w2", WriteOutcome.QUEUED);
    invoked("w3").ended("w3", WriteOutcome.QUEUED);
    refused("w1").failed("w1");
    refused("w2").failed("w2");
    history.add(new HistoryEvent.Discarded("w2"));
    history.add(new HistoryEvent.Forgotten("w3"));

    assertThat(kinds(STRICT)).isEmpty();
  }

  @Test
  void writeThatIsAcknowledgedAnewAfterItWasForgottenIsLost() {
    invoked("w1").ended("w1", WriteOutcome.QUEUED);
    history.add(new HistoryEvent.Forgotten("w1"));
    invoked("w1").ended("w1", WriteOutcome.QUEUED);

    assertThat(kinds(STRICT)).containsExactly(Kind.LOST);
  }

  @Test
  void forgottenWriteKeepsNoOlderOneAway() {
    invoked("w1").effect("w1").ended("w1", WriteOutcome.QUEUED);
    invoked("w2").effect("w2").ended("w2", WriteOutcome.QUEUED);
    history.add(new HistoryEvent.Forgotten("w2"));
    effect("w1");

    assertThat(kinds(IGNORES_KEYS)).isEmpty();
  }

  @Test
  void unknownOutcomeMayTakeEffectOrNot() {
    invoked("w1").ended("w1", WriteOutcome.UNKNOWN);
    invoked("w2").ended("w2", WriteOutcome.UNKNOWN).effect("w2");

    assertThat(kinds(STRICT)).isEmpty();
  }

  @Test
  void lateCommitOfAJoinedWriteIsInEitherOrder() {
    invoked("w1").joined("w1");
    invoked("w2").ended("w2", WriteOutcome.QUEUED).effect("w2");
    committed("w1").ended("w1", WriteOutcome.QUEUED).effect("w1");

    assertThat(kinds(STRICT)).isEmpty();
  }

  @Test
  void joinedWriteIsAcknowledgedByItsCommitEvenIfItsCallerNeverHearsOfIt() {
    invoked("w1").joined("w1").ended("w1", WriteOutcome.UNKNOWN);
    invoked("w2").ended("w2", WriteOutcome.QUEUED).effect("w2");
    committed("w1").effect("w1");

    assertThat(kinds(STRICT)).isEmpty();
  }

  /** An asynchronous write that its caller did not wait for is acknowledged last (seed 1129). */
  @Test
  void writeThatOnlyGotInLineBeforeAnotherJoinedIsInEitherOrder() {
    invoked("w1");
    history.add(new HistoryEvent.InLine("w1"));
    invoked("w2").joined("w2");
    committed("w2").ended("w2", WriteOutcome.QUEUED).effect("w2");
    ended("w1", WriteOutcome.QUEUED).effect("w1");

    assertThat(kinds(STRICT)).isEmpty();
  }

  @Test
  void joinedWriteIsNewerThanWhatWasAcknowledgedBefore() {
    invoked("w1").ended("w1", WriteOutcome.QUEUED);
    invoked("w2").joined("w2");
    committed("w2").ended("w2", WriteOutcome.QUEUED).effect("w2");
    effect("w1");

    assertThat(kinds(IGNORES_KEYS)).contains(Kind.STALE);
  }

  @Test
  void joinedWriteIsOlderThanWhatBeginsAfterItsCommit() {
    invoked("w1").joined("w1");
    committed("w1").ended("w1", WriteOutcome.QUEUED);
    invoked("w2").ended("w2", WriteOutcome.QUEUED).effect("w2");
    effect("w1");

    assertThat(kinds(IGNORES_KEYS)).contains(Kind.STALE);
  }

  @Test
  void joinedWriteThatCommittedIsLostWithoutAnEffect() {
    invoked("w1").joined("w1");
    committed("w1").ended("w1", WriteOutcome.QUEUED);

    assertThat(kinds(STRICT)).containsExactly(Kind.LOST);
  }

  @Test
  void nothingIsStoredBesideAnOpenTransactionWhoseWriteFollows() {
    invoked("w1").joined("w1");
    invoked("w2").effect("w2").ended("w2", WriteOutcome.STORED);
    committed("w1").ended("w1", WriteOutcome.QUEUED).effect("w1");

    assertThat(kinds(STRICT)).containsExactly(Kind.FALSE_ACKNOWLEDGEMENT);
  }

  @Test
  void writeThatIsRolledBackNeverTakesEffect() {
    invoked("w1").joined("w1").ended("w1", WriteOutcome.ROLLED_BACK);
    assertThat(kinds(STRICT)).isEmpty();

    effect("w1");
    assertThat(kinds(STRICT)).containsExactly(Kind.PHANTOM);
  }

  private HistoryCheckTest joined(String write) {
    history.add(new HistoryEvent.Joined(write));
    return this;
  }

  private HistoryCheckTest committed(String write) {
    history.add(new HistoryEvent.Enqueued(write));
    return this;
  }

  @Test
  void effectThatNobodyWroteIsAPhantom() {
    effect("w1");

    assertThat(kinds(STRICT)).containsExactly(Kind.PHANTOM);
  }

  @Test
  void effectAtAnotherAddressIsAPhantom() {
    invoked("w1").ended("w1", WriteOutcome.UNKNOWN);
    history.add(new HistoryEvent.Effect("w1", "alpha", "b", "key w1", false));

    assertThat(kinds(STRICT)).containsExactly(Kind.PHANTOM);
  }

  @Test
  void effectForAnotherTenantIsForeign() {
    invoked("w1").ended("w1", WriteOutcome.UNKNOWN);
    history.add(new HistoryEvent.Effect("w1", "beta", "a", "key w1", false));

    assertThat(kinds(STRICT)).containsExactly(Kind.FOREIGN_TENANT);
  }

  @Test
  void olderWriteAfterANewerOneIsStale() {
    invoked("w1").ended("w1", WriteOutcome.QUEUED);
    invoked("w2").effect("w2").ended("w2", WriteOutcome.STORED).effect("w1");

    assertThat(kinds(STRICT)).containsExactly(Kind.STALE, Kind.STALE);
  }

  @Test
  void repetitionBehindANewerOneIsStaleToo() {
    invoked("w1").ended("w1", WriteOutcome.QUEUED).effect("w1");
    invoked("w2").ended("w2", WriteOutcome.QUEUED).effect("w2").effect("w1");

    assertThat(kinds(IGNORES_KEYS)).containsExactly(Kind.STALE, Kind.STALE);
  }

  @Test
  void writesInLineKeepTheirOrder() {
    invoked("w1");
    history.add(new HistoryEvent.InLine("w1"));
    invoked("w2").effect("w2").ended("w2", WriteOutcome.STORED);
    effect("w1").ended("w1", WriteOutcome.STORED);

    assertThat(kinds(IGNORES_KEYS)).containsExactly(Kind.STALE, Kind.STALE);
  }

  @Test
  void replayOfAFailedWriteMayPassANewerOneWithoutAnAnswer() {
    replayBehind(WriteOutcome.UNKNOWN);

    assertThat(kinds(IGNORES_KEYS)).isEmpty();
  }

  @Test
  void replayOfAFailedWritePassesNoNewerOneThatIsAnsweredLater() {
    replayBehind(null);
    ended("w2", WriteOutcome.STORED);

    assertThat(kinds(IGNORES_KEYS)).contains(Kind.STALE);
  }

  @Test
  void newerWriteWithoutAnAnswerMayBeQueuedBehindAReplay() {
    replayBehind(null);
    history.add(new HistoryEvent.Enqueued("w2"));
    ended("w2", WriteOutcome.QUEUED).effect("w2").confirmed("w2");

    assertThat(kinds(IGNORES_KEYS)).isEmpty();
  }

  @Test
  void newerWriteWithoutAnAnswerMayBeRepeatedBehindAReplay() {
    replayBehind(WriteOutcome.UNKNOWN);
    invoked("w2").effect("w2").ended("w2", WriteOutcome.STORED);

    assertThat(kinds(IGNORES_KEYS)).isEmpty();
  }

  @Test
  void replayIsTakenBackOnlyForAnotherWriteOfItsAddress() {
    invoked("w1").ended("w1", WriteOutcome.QUEUED);
    history.add(new HistoryEvent.Enqueued("w1"));
    refused("w1").failed("w1");
    history.add(new HistoryEvent.Revived("w1", false));
    history.add(new HistoryEvent.TakenBack("w1"));

    assertThat(kinds(IGNORES_KEYS)).containsExactly(Kind.CONSERVATION);
  }

  @Test
  void replayThatIsTakenBackNeedNotTakeEffect() {
    invoked("w1").ended("w1", WriteOutcome.QUEUED);
    history.add(new HistoryEvent.Enqueued("w1"));
    refused("w1").failed("w1");
    history.add(new HistoryEvent.Revived("w1", false));
    invoked("w2").effect("w2").ended("w2", WriteOutcome.STORED);
    history.add(new HistoryEvent.TakenBack("w1"));

    assertThat(kinds(IGNORES_KEYS)).isEmpty();
  }

  @Test
  void replayOfAFailedWritePassesNoNewerOneThatWasStored() {
    replayBehind(WriteOutcome.STORED);

    assertThat(kinds(IGNORES_KEYS)).contains(Kind.STALE);
  }

  /**
   * Replays a failed write behind a newer one that took effect, with this outcome; null while it is
   * under way.
   */
  private void replayBehind(@Nullable WriteOutcome newer) {
    invoked("w1");
    history.add(new HistoryEvent.InLine("w1"));
    history.add(new HistoryEvent.Enqueued("w1"));
    invoked("w2").refused("w1").failed("w1").effect("w2");
    ended("w1", WriteOutcome.UNKNOWN);
    if (newer != null) {
      ended("w2", newer);
    }
    history.add(new HistoryEvent.Revived("w1", false));
    effect("w1").confirmed("w1");
  }

  @Test
  void repetitionThatWasAcknowledgedMustHoldAtTheEnd() {
    invoked("w1").effect("w1").ended("w1", WriteOutcome.STORED);
    invoked("w2").effect("w2").ended("w2", WriteOutcome.STORED);
    invoked("w1").ended("w1", WriteOutcome.QUEUED);

    assertThat(kinds(IGNORES_KEYS)).containsExactly(Kind.STALE);
  }

  @Test
  void repetitionUnderANamedKeyIsNoNewWrite() {
    history.add(new HistoryEvent.Invoked("w1", "alpha", "a", true));
    effect("w1").ended("w1", WriteOutcome.STORED);
    invoked("w2").effect("w2").ended("w2", WriteOutcome.STORED);
    invoked("w1").ended("w1", WriteOutcome.STORED);

    assertThat(kinds(IGNORES_KEYS)).isEmpty();
  }

  @Test
  void lateEffectIsExcusedWhereTheServiceIgnoresKeys() {
    invoked("w1").ended("w1", WriteOutcome.UNKNOWN);
    invoked("w2").effect("w2").ended("w2", WriteOutcome.STORED).late("w1");

    assertThat(kinds(IGNORES_KEYS)).isEmpty();
  }

  @Test
  void lateEffectOfACallThatWasUnderWayIsExcused() {
    invoked("w1").sent("w1", 1).ended("w1", WriteOutcome.QUEUED);
    invoked("w2").effect("w1").effect("w2").ended("w2", WriteOutcome.QUEUED).late("w1", 1);

    assertThat(kinds(IGNORES_KEYS)).isEmpty();
  }

  @Test
  void lateEffectOfACallThatWasSentAfterANewerWriteIsStale() {
    invoked("w1").ended("w1", WriteOutcome.QUEUED);
    invoked("w2").effect("w1").effect("w2").ended("w2", WriteOutcome.QUEUED);
    sent("w1", 1).late("w1", 1);

    assertThat(kinds(IGNORES_KEYS)).containsExactly(Kind.STALE);
  }

  @Test
  void lateEffectOfAnUnacknowledgedWriteIsStaleTooIfSentTooLate() {
    invoked("w1").ended("w1", WriteOutcome.UNKNOWN);
    invoked("w2").effect("w2").ended("w2", WriteOutcome.STORED);
    sent("w1", 1).late("w1", 1);

    assertThat(kinds(STRICT)).containsExactly(Kind.STALE);
  }

  @Test
  void lateEffectIsJudgedWhereTheServiceHonoursKeys() {
    invoked("w1").sent("w1", 1).ended("w1", WriteOutcome.QUEUED);
    invoked("w2").effect("w2").ended("w2", WriteOutcome.STORED).late("w1", 1);

    assertThat(kinds(STRICT)).containsExactly(Kind.STALE, Kind.STALE);
  }

  @Test
  void lateEffectOfAWriteThatFailedMeanwhileIsExcused() {
    invoked("w1").sent("w1", 1).ended("w1", WriteOutcome.QUEUED).refused("w1").failed("w1");
    invoked("w2").effect("w2").ended("w2", WriteOutcome.STORED).late("w1", 1);

    assertThat(kinds(STRICT)).isEmpty();
  }

  @Test
  void writeThatARestoreBroughtBackMayFollowWhatWasNewer() {
    invoked("w1").effect("w1").ended("w1", WriteOutcome.QUEUED).confirmed("w1");
    invoked("w2").effect("w2").ended("w2", WriteOutcome.STORED);
    history.add(new HistoryEvent.BroughtBack("w1", false));
    effect("w1").confirmed("w1");

    assertThat(kinds(IGNORES_KEYS)).isEmpty();
  }

  @Test
  void writeThatARestoreBroughtBackMayNotPassALaterOne() {
    invoked("w1").effect("w1").ended("w1", WriteOutcome.QUEUED).confirmed("w1");
    history.add(new HistoryEvent.BroughtBack("w1", false));
    invoked("w2").effect("w2").ended("w2", WriteOutcome.STORED);
    effect("w1").confirmed("w1");

    assertThat(kinds(IGNORES_KEYS)).containsExactly(Kind.STALE, Kind.STALE);
  }

  @Test
  void restoreExcusesNothingThatWasBeforeIt() {
    invoked("w1").ended("w1", WriteOutcome.QUEUED);
    invoked("w2").effect("w2").ended("w2", WriteOutcome.STORED).effect("w1").confirmed("w1");
    history.add(new HistoryEvent.BroughtBack("w1", false));

    assertThat(kinds(IGNORES_KEYS)).containsExactly(Kind.STALE);
  }

  @Test
  void writeThatARestoreBroughtBackMustTakeEffect() {
    invoked("w1").ended("w1", WriteOutcome.QUEUED).refused("w1").failed("w1");
    history.add(new HistoryEvent.BroughtBack("w1", false));

    assertThat(kinds(STRICT)).containsExactly(Kind.LOST);
  }

  @Test
  void writesAtOnceHaveNoOrder() {
    invoked("w1").invoked("w2").effect("w2").effect("w1");
    ended("w1", WriteOutcome.STORED).ended("w2", WriteOutcome.STORED);

    assertThat(kinds(STRICT)).isEmpty();
  }

  @Test
  void writeThatAnOperatorForcedIsNotStale() {
    invoked("w1").ended("w1", WriteOutcome.QUEUED);
    invoked("w2").effect("w2").ended("w2", WriteOutcome.STORED);
    refused("w1").failed("w1");
    history.add(new HistoryEvent.Revived("w1", true));
    effect("w1");

    assertThat(kinds(STRICT)).isEmpty();
  }

  @Test
  void writeThatWasRevivedMustTakeEffect() {
    invoked("w1").ended("w1", WriteOutcome.QUEUED);
    refused("w1").failed("w1");
    history.add(new HistoryEvent.Revived("w1", false));

    assertThat(kinds(STRICT)).containsExactly(Kind.LOST);
  }

  @Test
  void queuedWritesOfATenantKeepTheirOrder() {
    history.add(new HistoryEvent.Invoked("w1", "alpha", "a", false));
    ended("w1", WriteOutcome.QUEUED);
    history.add(new HistoryEvent.Invoked("w2", "alpha", "b", false));
    ended("w2", WriteOutcome.QUEUED);
    history.add(new HistoryEvent.Effect("w2", "alpha", "b", "key w2", false));
    history.add(new HistoryEvent.Effect("w1", "alpha", "a", "key w1", false));

    assertThat(kinds(STRICT)).containsExactly(Kind.ORDER);
    assertThat(kinds(new HistoryRules(true, Set.of()))).isEmpty();
  }

  /** Its first row was in the tail that a standby lacked (seed 1872). */
  @Test
  void writeThatIsQueuedAnewAfterItWasForgottenHasItsNewPlace() {
    invoked("w1").ended("w1", WriteOutcome.QUEUED);
    history.add(new HistoryEvent.Forgotten("w1"));
    history.add(new HistoryEvent.Invoked("w2", "alpha", "b", false));
    ended("w2", WriteOutcome.QUEUED);
    invoked("w1").ended("w1", WriteOutcome.QUEUED);
    history.add(new HistoryEvent.Effect("w2", "alpha", "b", "key w2", false));
    effect("w1");

    assertThat(kinds(STRICT)).isEmpty();
  }

  @Test
  void keyTakesEffectOnceWhereTheServiceHonoursIt() {
    invoked("w1").effect("w1").effect("w1").ended("w1", WriteOutcome.STORED);

    assertThat(kinds(STRICT)).containsExactly(Kind.EFFECTS_PER_KEY);
    assertThat(kinds(IGNORES_KEYS)).isEmpty();
  }

  @Test
  void twoWritesNeverShareAKey() {
    invoked("w1").effect("w1").ended("w1", WriteOutcome.STORED).invoked("w2");
    history.add(new HistoryEvent.Effect("w2", "alpha", "a", "key w1", false));
    ended("w2", WriteOutcome.STORED);

    assertThat(kinds(IGNORES_KEYS)).containsExactly(Kind.EFFECTS_PER_KEY);
  }

  @Test
  void receiptBeforeTheEffectIsFalse() {
    invoked("w1").ended("w1", WriteOutcome.STORED).effect("w1");
    invoked("w2").effect("w2").ended("w2", WriteOutcome.FAILED_BEFORE);

    assertThat(kinds(STRICT))
        .containsExactly(Kind.FALSE_ACKNOWLEDGEMENT, Kind.FALSE_ACKNOWLEDGEMENT);
  }

  @Test
  void receiptIsJudgedWhereItWasGiven() {
    invoked("w1").ended("w1", WriteOutcome.STORED);
    invoked("w1").effect("w1").ended("w1", WriteOutcome.STORED);
    invoked("w2").ended("w2", WriteOutcome.FAILED_BEFORE).refused("w2").failed("w2");

    assertThat(kinds(IGNORES_KEYS))
        .containsExactly(Kind.FALSE_ACKNOWLEDGEMENT, Kind.FALSE_ACKNOWLEDGEMENT);
  }

  @Test
  void writeThatCameAfterTheReceiptSupersedesNothing() {
    invoked("w1").effect("w1").ended("w1", WriteOutcome.SUPERSEDED);
    invoked("w2").effect("w2").ended("w2", WriteOutcome.STORED);

    assertThat(kinds(STRICT)).containsExactly(Kind.FALSE_ACKNOWLEDGEMENT);
  }

  @Test
  void newerWriteSupersedesAnOlderOne() {
    invoked("w1").effect("w1").ended("w1", WriteOutcome.STORED);
    invoked("w2").effect("w2").ended("w2", WriteOutcome.STORED);
    invoked("w1").ended("w1", WriteOutcome.SUPERSEDED);

    assertThat(kinds(STRICT)).isEmpty();
  }

  @Test
  void supersededByNoNewerWriteIsFalse() {
    invoked("w1").effect("w1").ended("w1", WriteOutcome.SUPERSEDED);

    assertThat(kinds(STRICT)).containsExactly(Kind.FALSE_ACKNOWLEDGEMENT);
  }

  @Test
  void confirmationBeforeTheEffectBreaksConservation() {
    invoked("w1").ended("w1", WriteOutcome.QUEUED).confirmed("w1").effect("w1");

    assertThat(kinds(STRICT)).containsExactly(Kind.CONSERVATION);
  }

  @Test
  void orderForAWriteThatHasNotFailedBreaksConservation() {
    invoked("w1").ended("w1", WriteOutcome.QUEUED);
    history.add(new HistoryEvent.Discarded("w1"));
    invoked("w2").ended("w2", WriteOutcome.QUEUED);
    history.add(new HistoryEvent.Revived("w2", true));
    effect("w2");

    assertThat(kinds(STRICT)).containsExactly(Kind.CONSERVATION, Kind.CONSERVATION);
  }

  @Test
  void writeIsNotQueuedAfterItsCallerGaveUp() {
    invoked("w1").ended("w1", WriteOutcome.GIVEN_UP);
    history.add(new HistoryEvent.Enqueued("w1"));
    effect("w1");

    assertThat(kinds(STRICT)).containsExactly(Kind.ABANDONED);
  }

  @Test
  void writeMayBeQueuedBeforeItsCallerGivesUpOrWhenItIsRepeated() {
    invoked("w1");
    history.add(new HistoryEvent.Enqueued("w1"));
    ended("w1", WriteOutcome.GIVEN_UP).effect("w1");
    invoked("w2").ended("w2", WriteOutcome.GIVEN_UP).invoked("w2");
    history.add(new HistoryEvent.Enqueued("w2"));
    ended("w2", WriteOutcome.QUEUED).effect("w2");

    assertThat(kinds(STRICT)).isEmpty();
  }

  @Test
  void outageAloneMakesNoWriteFail() {
    invoked("w0").effect("w0").answered("w0").ended("w0", WriteOutcome.STORED);
    invoked("w1").ended("w1", WriteOutcome.QUEUED).failed("w1");

    assertThat(kinds(STRICT)).containsExactly(Kind.FAILED_IN_OUTAGE);
  }

  @Test
  void refusedWriteFailsAndSoDoesOneThatOthersPass() {
    invoked("w1").ended("w1", WriteOutcome.QUEUED).refused("w1").failed("w1");
    invoked("w2").ended("w2", WriteOutcome.QUEUED).invoked("w3").effect("w3");
    answered("w3").ended("w3", WriteOutcome.QUEUED).failed("w2");

    assertThat(kinds(IGNORES_KEYS)).isEmpty();
  }

  @Test
  void aReplayOfAStoreMayFollowANewerLinkAndNoNewerStore() {
    for (WriteOperation newer : WriteOperation.values()) {
      history.clear();
      invoked("w1").ended("w1", WriteOutcome.QUEUED).failed("w1");
      history.add(new HistoryEvent.Invoked("w2", "alpha", "a", false, newer));
      effect("w2").ended("w2", WriteOutcome.STORED).effect("w1");

      assertThat(kinds(STRICT).contains(Kind.STALE)).isEqualTo(newer != WriteOperation.LINK);
    }
  }

  @Test
  void whatStillWaitsAtTheEndBreaksLiveness() {
    invoked("w1").ended("w1", WriteOutcome.QUEUED);
    history.add(new HistoryEvent.Waiting("w1"));
    invoked("w2");

    assertThat(kinds(STRICT)).containsExactly(Kind.LIVENESS, Kind.LIVENESS);
  }

  private List<Kind> kinds(HistoryRules rules) {
    return HistoryCheck.violations(history, rules).stream().map(Violation::kind).toList();
  }

  private HistoryCheckTest invoked(String write) {
    history.add(new HistoryEvent.Invoked(write, "alpha", "a", false));
    return this;
  }

  private HistoryCheckTest ended(String write, WriteOutcome outcome) {
    history.add(new HistoryEvent.Ended(write, outcome));
    return this;
  }

  private HistoryCheckTest effect(String write) {
    history.add(new HistoryEvent.Effect(write, "alpha", "a", "key " + write, false));
    return this;
  }

  private HistoryCheckTest late(String write) {
    history.add(new HistoryEvent.Effect(write, "alpha", "a", "key " + write, true));
    return this;
  }

  private HistoryCheckTest sent(String write, int call) {
    history.add(new HistoryEvent.Sent(write, call));
    return this;
  }

  private HistoryCheckTest late(String write, int call) {
    history.add(new HistoryEvent.Effect(write, "alpha", "a", "key " + write, true, call));
    return this;
  }

  private HistoryCheckTest answered(String write) {
    history.add(new HistoryEvent.Answered(write, false));
    return this;
  }

  private HistoryCheckTest refused(String write) {
    history.add(new HistoryEvent.Answered(write, true));
    return this;
  }

  private HistoryCheckTest failed(String write) {
    history.add(new HistoryEvent.Failed(write));
    return this;
  }

  private HistoryCheckTest confirmed(String write) {
    history.add(new HistoryEvent.Confirmed(write));
    return this;
  }
}

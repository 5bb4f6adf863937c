package io.soma.memory.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.testkit.contract.WrongMemoryService.Fault;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** A memory service that breaks one rule fails its contract, which says what is wrong. */
class WrongMemoryServiceTest {

  /** A test of the contract. */
  private interface ContractTest {
    void run(MemoryServiceContract suite) throws Exception;
  }

  @Test
  void oneThatReadsBackRightlyPasses() {
    for (ContractTest test :
        new ContractTest[] {
          MemoryServiceStateContract::aWriteIsTakenWhileItIsTheNewestStateOfItsAddress,
          MemoryServiceStateContract::aQuestionWithoutAnAnswerIsNoAnswer
        }) {
      assertThatCode(() -> run(Fault.READS_BACK, test)).doesNotThrowAnyException();
    }
  }

  @Test
  void oneThatFindsOldVersionsFails() {
    assertFails(
            Fault.FINDS_OLD_VERSIONS,
            MemoryServiceStateContract::aWriteIsTakenWhileItIsTheNewestStateOfItsAddress)
        .hasMessageContaining("after a newer store at its address")
        .hasMessageContaining("is lost if another one came after it");
  }

  @Test
  void oneThatTakesAnOutageForNoFails() {
    assertFails(
            Fault.TAKES_AN_OUTAGE_FOR_NO,
            MemoryServiceStateContract::aQuestionWithoutAnAnswerIsNoAnswer)
        .hasMessageContaining("neither yes nor no is known");
  }

  @Test
  void oneThatKeepsTheFirstStoreFails() {
    assertFails(Fault.KEEPS_THE_FIRST, MemoryServiceStateContract::theNewestStoreIsWhatIsRead)
        .hasMessageContaining("the newer one counts");
  }

  @Test
  void oneThatConfirmsADeletionAndDeletesNothingFails() {
    assertFails(Fault.DELETES_NOTHING, MemoryServiceStateContract::whatIsDeletedIsGone)
        .hasMessageContaining("the memory must be gone");
  }

  @Test
  void oneThatDeletesForAllTenantsFails() {
    assertFails(
            Fault.DELETES_FOR_ALL, MemoryServiceStateContract::writesOfAnotherTenantChangeNothing)
        .hasMessageContaining("must not change a tenant's memory: a deletion");
  }

  @Test
  void oneThatClaimsToHonourKeysFails() {
    assertFails(Fault.CLAIMS_KEYS, MemoryServiceStateContract::underOneKeyAWriteTakesEffectOnce)
        .hasMessageContaining("capabilities() say withIdempotencyKeys()");
  }

  @Test
  void oneThatGivesTwoKeysOneCoordinateFails() {
    assertFails(Fault.MIXES_KEYS, MemoryServiceFormContract::eachKeyHasACoordinateOfItsOwnForEver)
        .hasMessageContaining("of the key 'BBBB'")
        .hasMessageContaining("each overwrites the other's memory");
  }

  @Test
  void oneThatEncodesALinkWithoutItsOtherEndFails() {
    assertFails(
            Fault.NAMES_NO_TARGET,
            MemoryServiceFormContract::aWriteIsEncodedAsOneJsonObjectForItsAddress)
        .hasMessageContaining("target() of an encoded LINK");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
      Fault fault, ContractTest test) {
    return assertThatThrownBy(() -> run(fault, test)).isInstanceOf(AssertionError.class);
  }

  private static void run(Fault fault, ContractTest test) throws Exception {
    MemoryServiceContract suite =
        new MemoryServiceContract() {
          @Override
          protected RemoteMemory open() {
            return new WrongMemoryService(fault);
          }
        };
    suite.openRemote();
    try {
      test.run(suite);
    } finally {
      suite.closeRemote();
    }
  }
}

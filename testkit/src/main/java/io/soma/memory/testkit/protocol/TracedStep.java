package io.soma.memory.testkit.protocol;

import java.util.List;
import java.util.Set;

/**
 * A step of a trace, and what an outbox must show after it.
 *
 * @param events what the outbox has of each write, by number
 * @param claimed the writes that the step's instance has read from the list, if it carries
 * @param due the writes that the outbox called due for the step's instance, if it delivers
 * @param isOvertakingNoted whether the step noted that failed writes are overtaken
 * @param deliverer the instance that has the right to deliver; -1 for none
 * @param carrier the instance that has the right to carry; -1 for none
 */
public record TracedStep(
    ProtocolStep step,
    List<EventView> events,
    Set<Integer> claimed,
    Set<Integer> due,
    boolean isOvertakingNoted,
    int deliverer,
    int carrier) {

  /**
   * What an outbox has of a write.
   *
   * @param isListed whether it is to be carried
   * @param isOvertaken of a failed one, whether a newer one is known, so that no replay may apply
   *     it
   */
  public record EventView(RowState row, boolean isListed, boolean isOvertaken) {}
}

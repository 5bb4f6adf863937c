package io.soma.memory.postgres.row;

import io.soma.memory.domain.write.WriteOperation;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * {@link WriteOperation#overtakes} as conditions of statements. An operation that this version does
 * not know overtakes, and is overtaken: nothing is known of what it leaves as it is.
 */
public final class Overtaking {

  private static final String SPARED_PAIRS =
      Arrays.stream(WriteOperation.values())
          .map(newer -> pairsOf(newer))
          .filter(pairs -> !pairs.isEmpty())
          .collect(Collectors.joining(", "));

  private Overtaking() {}

  /** That one row's write overtakes another's, by the names of the two in the statement. */
  public static String between(String newer, String older) {
    return String.format(
        Locale.ROOT, "(%s.topic, %s.topic) NOT IN (%s)", newer, older, SPARED_PAIRS);
  }

  /** The topics of the older writes that a newer one leaves as they are. */
  public static String[] topicsSparedBy(WriteOperation newer) {
    return Arrays.stream(WriteOperation.values())
        .filter(older -> !newer.overtakes(older))
        .map(WriteOperation::topic)
        .toArray(String[]::new);
  }

  private static String pairsOf(WriteOperation newer) {
    return Arrays.stream(topicsSparedBy(newer))
        .map(older -> "('" + newer.topic() + "', '" + older + "')")
        .collect(Collectors.joining(", "));
  }
}

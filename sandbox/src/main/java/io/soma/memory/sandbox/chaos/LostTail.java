package io.soma.memory.sandbox.chaos;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a standby lacked when it took over, found by a comparison with all that the former primary
 * has on its disk.
 *
 * @param forgotten writes of which every event was committed in the lost tail
 * @param reopened writes with an event that is done with at the former primary alone, so that it is
 *     delivered once more, possibly after a newer write
 */
record LostTail(Set<String> forgotten, Set<String> reopened) {
  LostTail {
    forgotten = Set.copyOf(forgotten);
    reopened = Set.copyOf(reopened);
  }

  /** The difference of two servers. */
  static LostTail between(List<OutboxRow> former, List<OutboxRow> promoted) {
    Map<Long, OutboxRow> kept =
        promoted.stream().collect(Collectors.toMap(OutboxRow::id, Function.identity()));
    Set<String> keptWrites = promoted.stream().map(OutboxRow::write).collect(Collectors.toSet());
    Set<String> forgotten = new LinkedHashSet<>();
    Set<String> reopened = new LinkedHashSet<>();
    for (OutboxRow row : former) {
      OutboxRow copy = kept.get(row.id());
      if (copy == null && !keptWrites.contains(row.write())) {
        forgotten.add(row.write());
      } else if (copy != null && row.isSettled() && !copy.isSettled()) {
        reopened.add(row.write());
      } else if (copy != null && row.overtaken() && !copy.overtaken()) {
        reopened.add(row.write());
      }
    }
    return new LostTail(forgotten, reopened);
  }
}

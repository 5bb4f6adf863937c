package io.soma.memory.sandbox.check;

import io.soma.memory.testkit.history.HistoryEvent;
import io.soma.memory.testkit.server.memory.EffectRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory service's log in the words of a history. Its coordinates are not what callers call
 * their addresses: the first effect at one says whose it is.
 */
final class ServiceEffects {

  private static final Pattern ID = Pattern.compile("\"write\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern OWNER = Pattern.compile("\"soma_owner\"\\s*:\\s*\"([^\"]+)\"");

  private final Map<String, CheckedWrite> writes;
  private final CheckRules rules;
  private final Map<String, String> addresses = new HashMap<>();

  ServiceEffects(Map<String, CheckedWrite> writes, CheckRules rules) {
    this.writes = writes;
    this.rules = rules;
  }

  /** Which write it is; empty for one of no caller that is checked. */
  static String idOf(EffectRecord effect) {
    return first(ID, effect.payload(), "");
  }

  /** The callers' events and these, in the order in which they happened. */
  List<HistoryEvent> between(List<WriteHistory.TimedEvent> callers, List<EffectRecord> effects) {
    List<WriteHistory.TimedEvent> all = new ArrayList<>();
    for (EffectRecord effect : effects) {
      if (!idOf(effect).isEmpty()) {
        all.add(new WriteHistory.TimedEvent(effect.atNanos(), event(effect)));
        all.add(
            new WriteHistory.TimedEvent(
                effect.atNanos(), new HistoryEvent.Answered(idOf(effect), false)));
      }
    }
    all.addAll(callers);
    // Stable, so that each side keeps its own order.
    all.sort(Comparator.comparingLong(WriteHistory.TimedEvent::atNanos));
    return all.stream().map(WriteHistory.TimedEvent::event).toList();
  }

  private HistoryEvent.Effect event(EffectRecord effect) {
    String id = idOf(effect);
    CheckedWrite write = writes.get(id);
    String place = effect.tenant() + " " + effect.coordinate();
    String address =
        write == null
            ? addresses.getOrDefault(place, effect.coordinate())
            : addresses.computeIfAbsent(place, p -> write.key());
    String tenant = write == null ? effect.tenant() : write.tenant();
    return new HistoryEvent.Effect(
        id,
        first(OWNER, effect.payload(), tenant),
        address,
        effect.idempotencyKey(),
        rules.isLate(effect));
  }

  private static String first(Pattern pattern, String text, String otherwise) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.group(1) : otherwise;
  }
}

package io.soma.memory.testkit.contract;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.ports.driving.ReplayProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Replays as a test tells it, and remembers what it was offered, and when. */
final class ScriptedReplay implements EventReplay {

  private static final Duration SHORT_PAUSE = Duration.ofMillis(5);

  private final Map<TenantId, List<OutboxEvent>> settled = new ConcurrentHashMap<>();
  private final Map<TenantId, Integer> limits = new ConcurrentHashMap<>();
  private final Map<TenantId, Duration> firstPauses = new ConcurrentHashMap<>();
  private final Map<TenantId, Long> pauseEnds = new ConcurrentHashMap<>();
  private final Map<TenantId, Duration> durations = new ConcurrentHashMap<>();
  private final Map<TenantId, Queue<Supplier<Throwable>>> failures = new ConcurrentHashMap<>();
  private final Set<TenantId> underWay = ConcurrentHashMap.newKeySet();
  private final List<ReplayOffer> offers = new CopyOnWriteArrayList<>();
  private final List<String> broken = new CopyOnWriteArrayList<>();
  private volatile @Nullable TenantId hanging;
  private volatile boolean oneAtATime;

  @Override
  public ReplayProgress replay(TenantId tenant, List<OutboxEvent> events) {
    ReplayOffer offer = new ReplayOffer(tenant, List.copyOf(events));
    checkPause(offer);
    checkTenant(offer);
    boolean isAlone = underWay.add(tenant);
    if (!isAlone) {
      broken.add(
          "calls for one tenant must not overlap: " + offer + " while another call was under way");
    }
    offers.add(offer);
    try {
      return answer(tenant, events);
    } finally {
      if (isAlone) {
        underWay.remove(tenant);
      }
    }
  }

  private ReplayProgress answer(TenantId tenant, List<OutboxEvent> events) {
    while (tenant.equals(hanging)) {
      LockSupport.parkNanos(SHORT_PAUSE.toNanos());
    }
    LockSupport.parkNanos(durations.getOrDefault(tenant, Duration.ZERO).toNanos());
    fail(tenant);
    Duration pause = firstPauses.remove(tenant);
    if (pause != null) {
      pauseEnds.put(tenant, System.nanoTime() + pause.toNanos());
      return new ReplayProgress(0, pause);
    }
    int room = limits.getOrDefault(tenant, Integer.MAX_VALUE) - settled(tenant).size();
    int taken = Math.max(0, Math.min(events.size(), oneAtATime ? Math.min(1, room) : room));
    settled
        .computeIfAbsent(tenant, unused -> new CopyOnWriteArrayList<>())
        .addAll(events.subList(0, taken));
    return new ReplayProgress(taken, taken == events.size() ? Duration.ZERO : SHORT_PAUSE);
  }

  private void fail(TenantId tenant) {
    Supplier<Throwable> next = failures.getOrDefault(tenant, new ConcurrentLinkedQueue<>()).poll();
    if (next == null) {
      return;
    }
    Throwable failure = next.get();
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  private void checkTenant(ReplayOffer offer) {
    List<OutboxEvent> others =
        offer.events().stream().filter(event -> !event.tenant().equals(offer.tenant())).toList();
    if (!others.isEmpty()) {
      broken.add(
          "a call must hand over events of its own tenant: "
              + offer
              + ", and of these belong to another tenant "
              + ReplayOffer.ids(others));
    }
  }

  // Half of the pause is enough: clocks and timers are not exact.
  private void checkPause(ReplayOffer offer) {
    Long end = pauseEnds.get(offer.tenant());
    if (end != null && end - System.nanoTime() > EventReplayContract.LONG_PAUSE.toNanos() / 2) {
      broken.add(
          "the pause of a replay must be waited for: "
              + offer
              + " "
              + Duration.ofNanos(end - System.nanoTime()).toMillis()
              + " ms before the pause of "
              + EventReplayContract.LONG_PAUSE.toMillis()
              + " ms was over");
    }
  }

  /** The rules that the transport has broken so far, in words. */
  List<String> brokenRules() {
    return broken.stream().distinct().limit(3).toList();
  }

  /** Fails if a rule was broken; says so once. */
  void requireRules() {
    List<String> rules = brokenRules();
    broken.clear();
    if (!rules.isEmpty()) {
      throw new AssertionError(
          String.join(System.lineSeparator(), rules) + EventReplaySuite.RECEIVING_HALF);
    }
  }

  boolean isUnderWay(TenantId tenant) {
    return underWay.contains(tenant);
  }

  int offers(TenantId tenant) {
    return (int) offers.stream().filter(offer -> offer.tenant().equals(tenant)).count();
  }

  /** The next calls throw these, one each. */
  void failNext(TenantId tenant, List<Supplier<Throwable>> next) {
    failures.computeIfAbsent(tenant, unused -> new ConcurrentLinkedQueue<>()).addAll(next);
  }

  List<OutboxEvent> settled(TenantId tenant) {
    return new ArrayList<>(settled.getOrDefault(tenant, List.of()));
  }

  void takeAtMost(TenantId tenant, int events) {
    limits.put(tenant, events);
  }

  void takeOneAtATime() {
    oneAtATime = true;
  }

  /** The first call takes nothing, and asks for a pause. */
  void pauseFirst(TenantId tenant, Duration pause) {
    firstPauses.put(tenant, pause);
  }

  /** Each call takes this long. */
  void takeTime(TenantId tenant, Duration duration) {
    durations.put(tenant, duration);
  }

  void hang(TenantId tenant) {
    hanging = tenant;
  }

  void goOn() {
    hanging = null;
  }

  void awaitOffer(TenantId tenant, Duration patience) {
    await(
        () -> offers.stream().anyMatch(offer -> offer.tenant().equals(tenant)),
        "the first event of tenant " + tenant + " to be offered to the replay",
        "",
        patience);
  }

  void await(BooleanSupplier done, String what, String rule, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(
            "Waited for "
                + what
                + ". It did not happen within "
                + patience.toMillis() / 1e3
                + " s (patience()). "
                + (rule.isEmpty() ? "" : rule + " ")
                + "Seen until then: "
                + seen());
      }
      LockSupport.parkNanos(SHORT_PAUSE.toNanos());
    }
  }

  private String seen() {
    if (offers.isEmpty()) {
      return "nothing was offered to the replay.";
    }
    StringBuilder text = new StringBuilder();
    offers.stream()
        .map(ReplayOffer::tenant)
        .distinct()
        .forEach(tenant -> text.append(seen(tenant)));
    brokenRules().forEach(rule -> text.append(System.lineSeparator()).append(rule));
    return text.toString();
  }

  private String seen(TenantId tenant) {
    List<ReplayOffer> calls = offers.stream().filter(of -> of.tenant().equals(tenant)).toList();
    return String.format(
        Locale.ROOT,
        "%ntenant %s: %d calls, the last with the events %s; settled are the events %s",
        tenant,
        calls.size(),
        ReplayOffer.ids(calls.get(calls.size() - 1).events()),
        ReplayOffer.ids(settled(tenant)));
  }
}

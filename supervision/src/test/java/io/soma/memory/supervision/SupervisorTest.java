package io.soma.memory.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.testkit.fake.ManualClock;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SupervisorTest {

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final ManualClock clock = new ManualClock();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final LogLines lines = new LogLines(BackgroundLoop.class);

  /** For which every pause is over at once. */
  private final Supervisor supervisor =
      Supervisor.create(clock, this::await, LoopThreads.REAL, TurnFaults.NONE);

  private boolean await(CompletableFuture<?> signal, Duration pause) throws InterruptedException {
    if (pause.compareTo(Duration.ofSeconds(5)) == 0) {
      // The watch, which the test steps itself, or the end of a loop.
      return ThreadWaits.REAL.await(signal, Duration.ofDays(1));
    }
    pauses.add(pause);
    Thread.yield();
    return signal.isDone();
  }

  @AfterEach
  void end() {
    supervisor.close();
    lines.close();
  }

  static Stream<Supplier<Throwable>> failures() {
    return Stream.of(
        () -> new NoClassDefFoundError("by the test"),
        () -> new StackOverflowError("by the test"),
        () -> new OutOfMemoryError("by the test"),
        () -> new AssertionError("by the test"),
        () -> new ExceptionInInitializerError("by the test"),
        () -> new IllegalStateException("by the test"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatATurnThrowsIsToldAndTheTurnIsTakenAgain(Supplier<Throwable> failure) throws Exception {
    AtomicInteger turns = new AtomicInteger();
    List<List<String>> troubles = new CopyOnWriteArrayList<>();
    CountDownLatch passed = new CountDownLatch(5);

    BackgroundLoop loop =
        supervisor.repeat(
            "look around",
            PAUSE,
            () -> {
              troubles.add(supervisor.troubles());
              if (turns.incrementAndGet() <= 2) {
                throw unchecked(failure.get());
              }
              passed.countDown();
            });

    assertThat(passed.await(60, TimeUnit.SECONDS)).isTrue();
    loop.close();
    assertThat(troubles.subList(0, 4))
        .containsExactly(List.of(), List.of("look around"), List.of("look around"), List.of());
    assertThat(lines.of(Level.ERROR))
        .containsExactly("could not look around, which broke; again in 1 s");
    assertThat(lines.of(Level.INFO)).containsExactly("can look around again");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void loopThatBreaksBeginsAnewAndEndsWhenItReturns(Supplier<Throwable> failure) throws Exception {
    CountDownLatch secondRun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicInteger runs = new AtomicInteger();

    BackgroundLoop loop =
        supervisor.loop(
            "read",
            () -> {
              if (runs.incrementAndGet() == 1) {
                throw unchecked(failure.get());
              }
              secondRun.countDown();
              awaitQuietly(mayEnd);
            });

    assertThat(secondRun.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(supervisor.troubles()).isEmpty();
    mayEnd.countDown();
    loop.close();
    assertThat(runs).hasValue(2);
  }

  @Test
  @Timeout(60)
  void loopIsInTroubleUntilItRunsAgain() {
    CountDownLatch mayGoOn = new CountDownLatch(1);
    Supervisor slow =
        Supervisor.create(
            clock,
            (stopping, pause) -> {
              mayGoOn.await();
              return true;
            },
            LoopThreads.REAL,
            TurnFaults.NONE);

    BackgroundLoop loop =
        slow.loop(
            "read",
            () -> {
              throw new NoClassDefFoundError("by the test");
            });

    while (slow.troubles().isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(slow.troubles()).containsExactly("read");
    mayGoOn.countDown();
    loop.close();
    slow.close();
  }

  @Test
  void turnsThatBreakOnComeEverLater() throws Exception {
    CountDownLatch eighth = new CountDownLatch(8);

    BackgroundLoop loop =
        supervisor.repeat(
            "look around",
            PAUSE,
            () -> {
              eighth.countDown();
              throw new LinkageError("by the test");
            });

    assertThat(eighth.await(60, TimeUnit.SECONDS)).isTrue();
    loop.close();
    assertThat(pauses.stream().map(Duration::toSeconds).limit(7))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    assertThat(lines.of(Level.ERROR)).hasSize(1);
  }

  @Test
  void anOutageIsNoTroubleAndOneLineWithOneForItsEnd() throws Exception {
    AtomicInteger turns = new AtomicInteger();
    List<List<String>> troubles = new CopyOnWriteArrayList<>();
    CountDownLatch passed = new CountDownLatch(2);

    BackgroundLoop loop =
        supervisor.repeat(
            "look around",
            PAUSE,
            () -> {
              troubles.add(supervisor.troubles());
              if (turns.incrementAndGet() <= 2) {
                throw new OutboxUnavailableException("it is dark", new IllegalStateException());
              }
              passed.countDown();
            });

    assertThat(passed.await(60, TimeUnit.SECONDS)).isTrue();
    loop.close();
    assertThat(troubles).allSatisfy(each -> assertThat(each).isEmpty());
    assertThat(pauses).contains(PAUSE);
    assertThat(lines.of(Level.WARN))
        .containsExactly("could not look around, trying again: it is dark");
    assertThat(lines.of(Level.INFO)).containsExactly("can look around again");
    assertThat(lines.of(Level.ERROR)).isEmpty();
  }

  @Test
  void turnThatDoesNotEndIsATroubleAndSaidOnce() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    BackgroundLoop loop =
        supervisor.repeat(
            "look around",
            PAUSE,
            () -> {
              begun.countDown();
              awaitQuietly(mayEnd);
            });
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    supervisor.watch();
    assertThat(supervisor.troubles()).isEmpty();

    clock.advance(BackgroundLoop.STANDSTILL.plusSeconds(1));
    supervisor.watch();
    supervisor.watch();

    assertThat(supervisor.troubles()).contains("look around");
    assertThat(lines.of(Level.ERROR)).filteredOn(line -> line.contains("look around")).hasSize(1);
    mayEnd.countDown();
    loop.close();
    assertThat(supervisor.troubles()).doesNotContain("look around");
  }

  @Test
  void lackOfMemoryIsHandedToTheOwnerOfTheProcessAndNothingElseIs() throws Exception {
    List<Throwable> handed = new CopyOnWriteArrayList<>();
    UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> handed.add(failure));
    try {
      CountDownLatch turns = new CountDownLatch(4);
      List<Error> errors =
          List.of(
              new NoClassDefFoundError("by the test"),
              new OutOfMemoryError("unable to create native thread: by the test"),
              new OutOfMemoryError("Java heap space"));
      BackgroundLoop loop =
          supervisor.repeat(
              "look around",
              PAUSE,
              () -> {
                turns.countDown();
                int turn = 3 - (int) turns.getCount();
                if (turn < errors.size()) {
                  throw errors.get(turn);
                }
              });
      assertThat(turns.await(60, TimeUnit.SECONDS)).isTrue();
      loop.close();

      assertThat(handed).containsExactly(errors.get(2));
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void firstTurnFromNowIsOverWhenItReturnsWhateverCameOfIt() {
    List<Thread> threads = new CopyOnWriteArrayList<>();

    BackgroundLoop loop =
        supervisor.repeatFromNow(
            "look around",
            PAUSE,
            () -> {
              threads.add(Thread.currentThread());
              throw new NoClassDefFoundError("by the test");
            });

    assertThat(threads.get(0)).isSameAs(Thread.currentThread());
    loop.close();
  }

  @Test
  void taskThatBreaksLaterBreaksNoOther() throws Exception {
    CountDownLatch ran = new CountDownLatch(1);
    try (Supervisor real = Supervisor.create();
        LogLines said = new LogLines(DelayedTasks.class)) {
      DelayedTasks delays = real.delays("do things late");
      delays.after(
          Duration.ofMillis(1),
          () -> {
            throw new NoClassDefFoundError("by the test");
          });
      delays.after(Duration.ofMillis(2), ran::countDown);

      assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(said.of(Level.ERROR)).hasSize(1);
      assertThat(real.troubles()).isEmpty();
    }
  }

  @Test
  void taskThatIsDueEarlierRunsFirst() throws Exception {
    List<String> ran = new CopyOnWriteArrayList<>();
    CountDownLatch both = new CountDownLatch(2);
    try (Supervisor real = Supervisor.create()) {
      DelayedTasks delays = real.delays("do things late");
      delays.after(Duration.ofMillis(300), () -> note("late", ran, both));
      delays.after(Duration.ofMillis(1), () -> note("early", ran, both));

      assertThat(both.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(ran).containsExactly("early", "late");
    }
  }

  private static void note(String what, List<String> ran, CountDownLatch done) {
    ran.add(what);
    done.countDown();
  }

  @Test
  void nothingBeginsAfterTheEnd() {
    List<Runnable> ran = new ArrayList<>();
    BackgroundLoop loop = supervisor.repeat("look around", PAUSE, () -> {});
    supervisor.close();

    assertThat(loop.isOver()).isTrue();
    assertThat(ran).isEmpty();
    assertThat(supervisor.troubles()).isEmpty();
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

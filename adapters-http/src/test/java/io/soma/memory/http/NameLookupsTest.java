package io.soma.memory.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.soma.memory.supervision.Supervisor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NameLookupsTest {

  private static final Duration AMPLE = Duration.ofMinutes(5);
  private static final String NAME = "memory.test";

  private final ScriptedNames service = new ScriptedNames();
  private final AtomicLong now = new AtomicLong();
  private final ExecutorService threads = Supervisor.create().pool("names of a test");
  private final NameLookups names = of(service, threads, AMPLE);

  @AfterEach
  void close() {
    names.close();
    service.answer();
  }

  @Test
  void callersOfOneNameShareOneLookup() throws Exception {
    service.hang();
    List<Background<List<InetAddress>>> callers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Background<List<InetAddress>> caller = Background.run(() -> names.lookup(NAME));
      callers.add(caller);
    }
    for (Background<List<InetAddress>> caller : callers) {
      Background.await(
          "the caller waits", () -> caller.thread().getState() == Thread.State.TIMED_WAITING);
    }

    service.answer();

    for (Background<List<InetAddress>> caller : callers) {
      assertThat(caller.result()).containsExactly(InetAddress.getLoopbackAddress());
    }
    assertThat(service.asked()).isEqualTo(1);
  }

  @Test
  void aNameThatHangsDelaysNoOther() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    NameLookups two =
        of(
            name -> {
              if (name.equals("hangs.test")) {
                awaitQuietly(never);
              }
              return service.lookup(name);
            },
            threads,
            AMPLE);
    Background<List<InetAddress>> hanging = Background.run(() -> two.lookup("hangs.test"));

    assertThat(Background.run(() -> two.lookup(NAME)).result()).isNotEmpty();

    never.countDown();
    assertThat(hanging.result()).isNotEmpty();
  }

  @Test
  void eachLookupThatSucceedsIsTheLatestWord() throws Exception {
    for (int i = 1; i < 4; i++) {
      InetAddress moved = address(i);
      service.find(moved);

      assertThat(names.lookup(NAME)).containsExactly(moved);
    }
  }

  @Test
  void aFailureIsBridgedByTheLastKnownAddresses() throws Exception {
    service.find(address(1), address(2));
    names.lookup(NAME);
    service.fail("memory.test: Temporary failure in name resolution");

    assertThat(names.lookup(NAME)).containsExactly(address(1), address(2));

    service.find(address(3));
    assertThat(names.lookup(NAME)).containsExactly(address(3));
  }

  @Test
  void anOutageIsOneLineWhereItBeginsAndOneWhereItEnds() throws Exception {
    try (LogLines log = new LogLines(NameLookups.class)) {
      names.lookup(NAME);
      service.fail("memory.test: Temporary failure in name resolution");
      names.lookup(NAME);
      names.lookup(NAME);
      assertThat(log.of(Level.WARN))
          .containsExactly(
              "the name service does not tell the address of memory.test, which is taken to be as"
                  + " before for 10 min at most: memory.test: Temporary failure in name"
                  + " resolution");
      assertThat(log.of(Level.INFO)).isEmpty();

      service.find(address(1));
      names.lookup(NAME);
      names.lookup(NAME);

      assertThat(log.of(Level.WARN)).hasSize(1);
      assertThat(log.of(Level.INFO))
          .containsExactly("the name service tells the address of memory.test again");
    }
  }

  @Test
  void aLookupThatIsOnlySlowIsNoOutage() throws Exception {
    try (LogLines log = new LogLines(NameLookups.class)) {
      names.lookup(NAME);
      service.hang();
      names.lookup(NAME);
      assertThat(log.of(Level.WARN)).isEmpty();

      now.addAndGet(Duration.ofSeconds(5).toNanos());
      names.lookup(NAME);

      assertThat(log.of(Level.WARN)).hasSize(1);
    }
  }

  @Test
  void aLookupThatHangsBringsTheNewAddressOnceItEnds() throws Exception {
    service.find(address(1));
    names.lookup(NAME);
    service.hang();
    assertThat(Background.run(() -> names.lookup(NAME)).result()).containsExactly(address(1));

    service.find(address(2));
    service.answer();

    Background.await(
        "the new address is taken",
        () -> {
          try {
            return names.lookup(NAME).equals(List.of(address(2)));
          } catch (UnknownHostException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void theLastKnownAddressesAreGivenUpInTheEnd() throws Exception {
    names.lookup(NAME);
    service.fail("memory.test: Name or service not known");
    now.addAndGet(NameLookups.KEPT.toNanos());
    assertThat(names.lookup(NAME)).isNotEmpty();

    now.incrementAndGet();

    assertThatThrownBy(() -> names.lookup(NAME))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("memory.test: Name or service not known");
  }

  @Test
  void eachCallerHasAnExceptionOfItsOwn() {
    UnknownHostException failure = new UnknownHostException("memory.test: no such name");
    NameLookups failing =
        of(
            name -> {
              throw failure;
            },
            threads,
            AMPLE);
    List<Throwable> thrown = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      try {
        failing.lookup(NAME);
      } catch (UnknownHostException e) {
        thrown.add(e);
      }
    }
    assertThat(thrown).hasSize(2);
    assertThat(thrown.get(0)).isNotSameAs(thrown.get(1));
  }

  @Test
  void aNameServiceThatBreaksFindsNothing() {
    for (Dns broken :
        List.<Dns>of(
            name -> {
              throw new IllegalStateException("planted");
            },
            name -> {
              throw new NoClassDefFoundError("planted");
            },
            name -> List.of())) {
      NameLookups lookups = of(broken, threads, AMPLE);
      assertThatThrownBy(() -> lookups.lookup(NAME))
          .isInstanceOf(UnknownHostException.class)
          .hasMessageStartingWith("memory.test: ");
    }
  }

  @Test
  void aSystemWithoutAThreadFindsTheLastKnownAddresses() throws Exception {
    ScarceThreads scarce = new ScarceThreads();
    NameLookups lookups = of(service, scarce, AMPLE);
    lookups.lookup(NAME);
    scarce.runOut();

    assertThat(lookups.lookup(NAME)).isNotEmpty();
    assertThatThrownBy(() -> lookups.lookup("other.test")).isInstanceOf(UnknownHostException.class);
  }

  @Test
  void closingEndsWaitsAndThreads() throws Exception {
    names.lookup(NAME);
    Thread thread = Objects.requireNonNull(service.thread());
    service.hang();
    Background<List<InetAddress>> caller = Background.run(() -> names.lookup("other.test"));
    Background.await("the name is looked up", () -> service.asked() == 2);

    names.close();

    assertThatThrownBy(caller::result)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(UnknownHostException.class);
    assertThatThrownBy(() -> names.lookup(NAME)).isInstanceOf(UnknownHostException.class);
    service.answer();
    Background.await("the thread has ended", () -> !thread.isAlive());
    assertThatThrownBy(() -> threads.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }

  private NameLookups of(Dns nameService, ExecutorService on, Duration left) {
    return new NameLookups(nameService, on, () -> left, now::get);
  }

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

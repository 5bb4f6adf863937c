package io.soma.memory.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.supervision.Supervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeadlinesTest {

  private static final Duration AMPLE = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final Supervisor supervisor = Supervisor.create();
  private final Deadlines deadlines = Deadlines.start(supervisor);

  @AfterEach
  void close() {
    deadlines.close();
  }

  @Test
  void aCallThatIsOverItsTimeIsEnded() throws InterruptedException {
    Endless call = new Endless();
    Deadline deadline = deadlines.begin(call, SHORT);

    call.ended.await();

    assertThat(deadline.hasPassed()).isTrue();
  }

  @Test
  void aShortCallIsEndedThoughTheWatchSleepsForALongOne() throws InterruptedException {
    Deadline patient = deadlines.begin(new Endless(), AMPLE);
    for (int i = 0; i < 20; i++) {
      Endless call = new Endless();
      Deadline unused = deadlines.begin(call, SHORT);
      call.ended.await();
    }
    assertThat(patient.hasPassed()).isFalse();
  }

  @Test
  void aLongCallIsEndedAfterShortOnes() throws InterruptedException {
    Endless call = new Endless();
    Deadline unused = deadlines.begin(call, Duration.ofMillis(300));
    deadlines.done(deadlines.begin(new Endless(), SHORT));

    call.ended.await();
  }

  @Test
  void aCallThatIsDoneIsLeftAlone() throws InterruptedException {
    Deadline done = deadlines.begin(new Endless(), SHORT);
    deadlines.done(done);
    Endless later = new Endless();
    Deadline unused = deadlines.begin(later, SHORT.multipliedBy(2));

    later.ended.await();

    assertThat(done.hasPassed()).isFalse();
  }

  @Test
  void everyOneOfManyIsEnded() throws InterruptedException {
    List<Endless> calls = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Endless call = new Endless();
      calls.add(call);
      Deadline unused = deadlines.begin(call, Duration.ofNanos(1 + i * 10_000L));
    }
    for (Endless call : calls) {
      call.ended.await();
    }
  }

  @Test
  void afterTheCloseCallsUnderWayKeepTheirTimeAndNewOnesEndAtOnce() throws InterruptedException {
    Endless underWay = new Endless();
    Deadline unused = deadlines.begin(underWay, Duration.ofMillis(200));
    deadlines.close();

    assertThat(deadlines.begin(new Endless(), AMPLE).hasPassed()).isTrue();
    underWay.ended.await();
  }

  private static final class Endless implements Attempt {

    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public HttpReply.Whole execute() {
      throw new AssertionError("nobody makes it");
    }

    @Override
    public void cancel() {
      ended.countDown();
    }
  }
}

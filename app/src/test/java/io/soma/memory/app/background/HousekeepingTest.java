package io.soma.memory.app.background;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.Rig;
import io.soma.memory.ports.driven.OutboxRecords;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HousekeepingTest {

  /** Events fail in other processes too, even if this one serves no events. */
  @Test
  void looksForFailedEventsAgainAndAgain() throws InterruptedException {
    CountDownLatch looks = new CountDownLatch(3);
    Rig rig =
        new Rig(
            fakes ->
                binder ->
                    binder.bind(OutboxRecords.class).toInstance(counting(fakes.records(), looks)),
            "SOMABRAIN_SERVE",
            "gateway");
    Housekeeping housekeeping = rig.get(Housekeeping.class);
    housekeeping.start();
    try {
      assertThat(looks.await(60, TimeUnit.SECONDS)).as("looks for failed events").isTrue();
    } finally {
      housekeeping.stop();
    }
  }

  private static OutboxRecords counting(OutboxRecords records, CountDownLatch looks) {
    return (OutboxRecords)
        Proxy.newProxyInstance(
            OutboxRecords.class.getClassLoader(),
            new Class<?>[] {OutboxRecords.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("failedAddresses")) {
                looks.countDown();
              }
              return method.invoke(records, arguments);
            });
  }
}

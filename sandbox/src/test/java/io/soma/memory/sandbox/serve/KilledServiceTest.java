package io.soma.memory.sandbox.serve;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One of two services is killed under load, with writes of its own in the outbox. */
@EnabledIfSystemProperty(
    named = "soma.exhaustive",
    matches = "true",
    disabledReason = "slow; the other transport's is always run")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it knows no SIGKILL")
class KilledServiceTest {

  private static final int STEP = 150;

  @TempDir private Path temporary;

  @Test
  void nothingIsLostOrDoubledAndEachAddressKeepsItsOrder() throws Exception {
    try (TwoServices services = TwoServices.start(temporary, Map.of())) {
      Callers callers = Callers.faithful(services);
      TwoServices.await("some is stored", () -> callers.acknowledged() >= STEP);
      services.memory.goDown();
      TwoServices.await("some is queued", () -> callers.acknowledged() >= 2 * STEP);
      services.memory.comeBack();
      TwoServices.await("the queue moves", () -> services.events("confirmed_at IS NOT NULL") > 0);

      services.first.signal("KILL");

      int then = callers.acknowledged();
      services.letLeasesEnd(services.first);
      TwoServices.await("the other goes on", () -> callers.acknowledged() >= then + STEP);
      callers.end();
      // The killed one may have taken another lease between its death and the look at them.
      services.letLeasesEnd(services.first);
      TwoServices.await("all is confirmed", () -> services.unconfirmed() == 0);

      callers.check(services.memory.effects());
    }
  }
}

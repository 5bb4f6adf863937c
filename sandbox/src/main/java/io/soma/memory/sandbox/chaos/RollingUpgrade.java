package io.soma.memory.sandbox.chaos;

import io.soma.memory.testkit.server.memory.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Replaces services of an older version by today's, one after the other, while tenants write and
 * the memory service fails now and then, as docs/operations.md has it for versions whose records
 * carry no {@code outbox-id}: old processes first give up relay and replay, then new ones take
 * these over, then the gateways follow.
 */
final class RollingUpgrade {

  /**
   * What old and new processes need in common: a version from before tenants had coordinates of
   * their own runs beside today's only where the memory service keeps tenants apart.
   */
  static final Map<String, String> SETTINGS = Map.of("SOMABRAIN_MEMORY_TENANCY", "isolated");

  /** Keeps what is drawn here apart from what a schedule draws by the same seed. */
  private static final long SALT = 0x5_0A_A5_06L;

  private static final String PARTS = "SOMABRAIN_SERVE_PARTS";
  private static final String ALL_PARTS = "gateway,relay,replay,watchdog,metrics";
  private static final String GATEWAY_ALONE = "gateway,metrics";

  /** Between two steps, so that writes meet each state of the deployment. */
  private static final long BETWEEN_STEPS_MILLIS = 4_000;

  private static final long LEAST_FAULT_MILLIS = 1_000;
  private static final int MORE_FAULT_MILLIS = 3_000;

  private final Deployment deployment;
  private final OlderVersion older;
  private final Random random;
  private final Consumer<String> say;
  private volatile boolean over;

  /** One that has not begun. */
  RollingUpgrade(Deployment deployment, OlderVersion older, long seed, Consumer<String> say) {
    this.deployment = deployment;
    this.older = older;
    this.random = SeedRandom.of(seed, SALT);
    this.say = say;
  }

  /** Returns when every service is one of today's. */
  void run() throws IOException, InterruptedException {
    Thread faults = new Thread(this::troubleMemory, "chaos-upgrade");
    faults.setDaemon(true);
    faults.start();
    try {
      replaceAll();
    } finally {
      over = true;
      faults.join();
    }
  }

  private void replaceAll() throws IOException, InterruptedException {
    List<Service> services = deployment.services();
    Thread.sleep(BETWEEN_STEPS_MILLIS);
    say.accept("^ soma migrate");
    services.get(0).migrateByTodays();
    Thread.sleep(BETWEEN_STEPS_MILLIS);
    for (int i = 0; i < services.size(); i++) {
      say.accept("^ service " + (i + 1) + " starts again, as a gateway alone");
      services.get(i).become(older.classPath(), Map.of(PARTS, GATEWAY_ALONE));
      startAgain(services.get(i));
    }
    for (int i = 0; i < services.size(); i++) {
      say.accept("^ service " + (i + 1) + " becomes today's version");
      services.get(i).becomeTodays(Map.of(PARTS, ALL_PARTS));
      startAgain(services.get(i));
    }
  }

  private static void startAgain(Service service) throws IOException, InterruptedException {
    service.terminate();
    service.start();
    Thread.sleep(BETWEEN_STEPS_MILLIS);
  }

  /** Only troubles of which every version knows what became of a call. */
  private void troubleMemory() {
    try {
      while (!over) {
        Thread.sleep(LEAST_FAULT_MILLIS + random.nextInt(MORE_FAULT_MILLIS));
        String tenant = Deployment.tenant(random.nextInt(2));
        int which = random.nextInt(3);
        say.accept("+ " + (which == 0 ? "the whole memory service is down" : tenant + " fails"));
        begin(which, tenant);
        Thread.sleep(LEAST_FAULT_MILLIS + random.nextInt(MORE_FAULT_MILLIS));
        deployment.memory().faults().clear();
        if (which == 0) {
          deployment.memory().comeBack();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin(int which, String tenant) {
    switch (which) {
      case 0 -> deployment.memory().goDown();
      case 1 ->
          deployment
              .memory()
              .faults()
              .forTenant(tenant)
              .set(new Fault.StatusBeforeEffect(500, "out of order"));
      default -> deployment.memory().faults().forTenant(tenant).set(new Fault.Throttle(429, "2"));
    }
  }
}

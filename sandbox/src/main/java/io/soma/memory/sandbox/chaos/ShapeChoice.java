package io.soma.memory.sandbox.chaos;

import io.soma.memory.sandbox.servers.MemoryServiceKind;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link DeploymentShape} that a person has fixed; a run's seed draws the rest.
 *
 * @param memoryService null to draw it, as with the others
 */
public record ShapeChoice(
    @Nullable MemoryServiceKind memoryService,
    @Nullable Integer instances,
    @Nullable String transport,
    @Nullable String writeMode) {

  private static final int LEAST_INSTANCES = 2;
  private static final int MOST_INSTANCES = 3;

  /** Keeps what is drawn here apart from what a schedule draws by the same seed. */
  private static final long SALT = 0x5_0A_A5_05L;

  /** One of this many runs acknowledges every write from the outbox; the others send it first. */
  private static final int FAST_ACK_INTERVAL = 4;

  /** What the command line and the environment fix. */
  public static ShapeChoice of(
      @Nullable MemoryServiceKind memoryService,
      @Nullable Integer instances,
      Map<String, String> environment) {
    return new ShapeChoice(
        memoryService,
        instances,
        environment.get(DeploymentShape.TRANSPORT),
        environment.get(DeploymentShape.WRITE_MODE));
  }

  /** The shape of the run with a seed; a choice changes nothing of what is drawn beside it. */
  DeploymentShape forSeed(long seed) {
    Random random = SeedRandom.of(seed, SALT);
    MemoryServiceKind kind = pick(List.of(MemoryServiceKind.values()), random);
    int count = LEAST_INSTANCES + random.nextInt(MOST_INSTANCES - LEAST_INSTANCES + 1);
    String way = pick(DeploymentShape.TRANSPORTS, random);
    String mode = random.nextInt(FAST_ACK_INTERVAL) == 0 ? "fast_ack" : "sync";
    return new DeploymentShape(
        memoryService == null ? kind : memoryService,
        instances == null ? count : instances,
        transport == null ? way : transport,
        writeMode == null ? mode : writeMode);
  }

  private static <T> T pick(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}

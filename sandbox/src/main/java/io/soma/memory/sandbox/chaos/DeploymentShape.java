package io.soma.memory.sandbox.chaos;

import io.soma.memory.sandbox.servers.MemoryServiceKind;
import java.util.List;
import java.util.Map;

/**
 * What a campaign's services run on and how they write.
 *
 * @param memoryService the memory service's treatment of idempotency keys
 * @param instances how many services there are
 * @param transport the value of {@code SOMABRAIN_OUTBOX_TRANSPORT}
 * @param writeMode the value of {@code SOMABRAIN_MEMORY_WRITE_MODE}
 */
public record DeploymentShape(
    MemoryServiceKind memoryService, int instances, String transport, String writeMode) {

  /** The transports that a campaign knows. */
  public static final List<String> TRANSPORTS = List.of("kafka", "direct");

  /** The write modes that acknowledge what the memory service cannot take now. */
  public static final List<String> WRITE_MODES = List.of("sync", "fast_ack");

  static final String TRANSPORT = "SOMABRAIN_OUTBOX_TRANSPORT";
  static final String WRITE_MODE = "SOMABRAIN_MEMORY_WRITE_MODE";

  /** The services' settings. */
  Map<String, String> variables() {
    return Map.of(TRANSPORT, transport, WRITE_MODE, writeMode);
  }

  /** The settings as a person writes them before a command. */
  String settings() {
    return TRANSPORT + "=" + transport + " " + WRITE_MODE + "=" + writeMode + " ";
  }

  /** The options of the command. */
  String commandOptions() {
    return "--memory-service=" + memoryService.optionName() + " --instances=" + instances;
  }
}

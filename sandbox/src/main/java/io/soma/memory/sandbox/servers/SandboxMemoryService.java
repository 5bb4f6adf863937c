package io.soma.memory.sandbox.servers;

import io.soma.memory.testkit.server.memory.ScriptableMemoryService;

/** The memory service that the sandbox's runs are judged by. */
public final class SandboxMemoryService {

  // More than any payload that the checks look at.
  private static final int RECORDED_CHARACTERS = 10_000;

  private SandboxMemoryService() {}

  /**
   * Starts one that mixes tenants, as the real one does, and honours idempotency keys and claims to
   * be healthy, which most real ones do not.
   */
  public static ScriptableMemoryService start() {
    ScriptableMemoryService service = ScriptableMemoryService.start();
    service.honoursIdempotencyKeys(true);
    service.health(true, true, true);
    service.recordPayloads(RECORDED_CHARACTERS);
    return service;
  }
}

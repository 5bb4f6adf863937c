package io.soma.memory.testkit.server.memory;

/** A service that keeps tenants apart, for tests of more than one. */
final class ManyTenants {
  private ManyTenants() {}

  static ScriptableMemoryService start() {
    return start(ScriptableMemoryService.DEFAULT_TOKEN);
  }

  static ScriptableMemoryService start(String token) {
    ScriptableMemoryService service = ScriptableMemoryService.start(token);
    service.separatesTenants(true);
    return service;
  }
}

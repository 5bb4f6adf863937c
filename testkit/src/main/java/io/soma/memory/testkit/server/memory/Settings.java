package io.soma.memory.testkit.server.memory;

/** What a test can switch while the service runs. */
final class Settings {
  final String token;
  volatile boolean ignoresTenantHeader;
  volatile boolean honoursIdempotencyKeys = true;
  volatile Health health = new Health(true, true, true);

  Settings(String token) {
    this.token = token;
  }

  /** What the health routes claim, whatever is true. */
  record Health(boolean kv, boolean vector, boolean graph) {
    boolean all() {
      return kv && vector && graph;
    }
  }
}

package io.soma.memory.testkit.server.memory;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Settings that a test can switch while the service runs. */
final class Settings {
  final String token;
  volatile boolean separatesTenants;
  volatile boolean honoursIdempotencyKeys;
  volatile ServiceState state = ServiceState.NO_VECTOR_STORE;

  /** The claims of the health routes in place of the truth; null for the truth. */
  volatile @Nullable HealthClaims scriptedHealth;

  /** What the service refuses beside what the real one does, by the payload's text. */
  volatile Function<String, Optional<StoreRefusal>> refusals = payload -> Optional.empty();

  Settings(String token) {
    this.token = token;
  }

  HealthClaims health() {
    HealthClaims scripted = scriptedHealth;
    return scripted == null ? state.health() : scripted;
  }
}

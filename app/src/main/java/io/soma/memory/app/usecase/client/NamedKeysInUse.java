package io.soma.memory.app.usecase.client;

import io.soma.memory.domain.write.DedupeKey;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.Fingerprint;
import io.soma.memory.ports.driving.ReusedKeyException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The named keys of the writes that this instance has under way. If two different writes arrive at
 * once with one key, neither {@link NamedWrites} nor the outbox knows either yet. They may have
 * different addresses, so they do not wait for each other by address. Safe for many threads.
 */
@Singleton
public final class NamedKeysInUse {

  private static final Use UNNAMED = () -> {};

  private final ConcurrentHashMap<DedupeKey, Users> users = new ConcurrentHashMap<>();

  @Inject
  NamedKeysInUse() {}

  /**
   * Begins to use the write's key, if its caller named one.
   *
   * @throws ReusedKeyException if another write is under way under the key
   */
  Use begin(Delivery write) {
    if (!write.identity().isNamed()) {
      return UNNAMED;
    }
    DedupeKey key = write.dedupeKey();
    Fingerprint content = Objects.requireNonNull(write.identity().fingerprint());
    users.merge(key, new Users(content, 1), Users::joinedBy);
    return () -> users.computeIfPresent(key, (k, before) -> before.withoutOne());
  }

  /** The use of a key, until closed; to be closed once. */
  interface Use extends AutoCloseable {

    @Override
    void close();
  }

  private record Users(Fingerprint content, int count) {

    Users joinedBy(Users other) {
      if (!content.equals(other.content)) {
        throw new ReusedKeyException(null, "the content differs");
      }
      return new Users(content, count + other.count);
    }

    @Nullable Users withoutOne() {
      return count == 1 ? null : new Users(content, count - 1);
    }
  }
}

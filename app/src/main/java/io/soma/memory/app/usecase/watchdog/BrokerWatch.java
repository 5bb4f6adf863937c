package io.soma.memory.app.usecase.watchdog;

import io.soma.memory.app.usecase.relay.RelaySignal;
import io.soma.memory.app.usecase.relay.TransportWatch;
import io.soma.memory.domain.outbox.BrokerHealth;
import io.soma.memory.ports.driven.MessageBroker;
import io.soma.memory.supervision.Logs;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Whether the broker of the transport answers, as was seen at the last look. Safe for many threads;
 * one thread looks.
 */
@Singleton
public final class BrokerWatch {

  private static final Logger LOG = Logs.of(BrokerWatch.class);

  private final Set<MessageBroker> brokers;
  private final TransportWatch transport;
  private final RelaySignal relay;
  private volatile @Nullable BrokerHealth seen;

  /** Of the transport's broker; the set is empty for a transport without one. */
  @Inject
  public BrokerWatch(Set<MessageBroker> brokers, TransportWatch transport, RelaySignal relay) {
    this.brokers = brokers;
    this.transport = transport;
    this.relay = relay;
  }

  /** Whether the transport has a broker to look at. */
  public boolean hasBroker() {
    return !brokers.isEmpty();
  }

  /**
   * What was seen last. For a transport without a broker: whether it takes the events that the
   * relay of this process offers. Empty before the first look or offer.
   */
  public Optional<BrokerHealth> health() {
    return hasBroker() ? Optional.ofNullable(seen) : transport.health();
  }

  /** Looks once, and waits for the answer. */
  public void look() {
    for (MessageBroker broker : brokers) {
      note(broker.health());
    }
  }

  private void note(BrokerHealth health) {
    BrokerHealth before = seen;
    boolean wasUp = before == null || before.isUp();
    seen = health;
    // Also where it was up before and says something else now, such as of one broker more.
    if (health.isUp() && !health.equals(before)) {
      relay.retryRefused();
    }
    if (wasUp && !health.isUp()) {
      LOG.warn("the broker does not answer: {}", health.detail());
    } else if (!wasUp && health.isUp()) {
      LOG.info("the broker answers again: {}", health.detail());
    }
  }
}

package io.soma.memory.ports.driving;

import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.outbox.BrokerHealth;
import io.soma.memory.domain.outbox.TransportRefusal;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the memory service and each tenant's way to it are doing; safe for many threads. */
public interface HealthReport {

  /**
   * The last health that was polled; empty before the first poll, if polling is off, or if the
   * service says nothing about its health.
   */
  Optional<ServiceHealth> service();

  /**
   * Whether the broker of the transport answered the last question; empty before the first, and in
   * a process that neither carries nor replays. For a transport without a broker: whether it took
   * the events that this process offered last; empty before the first, and for one that delivers
   * while it publishes.
   */
  Optional<BrokerHealth> broker();

  /**
   * Why the transport takes none of a tenant's events at present; empty while it takes them, and in
   * a process that has not offered it any.
   */
  Optional<TransportRefusal> refusal(TenantId tenant);

  /**
   * How far this process's clock is ahead of the database's, negative where it is behind; exact to
   * half a second. Empty while the database does not answer.
   */
  Optional<Duration> clockSkew();

  /**
   * Whether a write in the common mode would be acknowledged, as was seen within the last seconds:
   * the outbox takes it, or, unless the mode is {@code fast_ack}, the memory service does. A
   * tenant's own circuit and limits aside.
   */
  boolean takesWrites();

  /**
   * The background tasks of this process that fail or stand still at present; empty if all is well.
   * The log says why.
   */
  List<String> backgroundTroubles();

  /** The circuit of a tenant; closed for one that never wrote. */
  CircuitState circuit(TenantId tenant);

  /** How many of a tenant's events are not confirmed yet, as far as this instance knows. */
  long unconfirmed(TenantId tenant);
}

package io.soma.memory.gateway.server;

import io.soma.memory.app.config.ListenAddress;
import io.soma.memory.app.config.TlsSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How one listener is bounded.
 *
 * @param name of its threads
 * @param setting the variable that says where it listens
 * @param hosts further names in the Host header that are taken on loopback without TLS, in lower
 *     case
 * @param maxConnections at once; a later one waits for one to close
 * @param requestTimeout from a request's first byte to its answer's last
 * @param stopTimeout how long requests under way may take when it closes
 */
public record ListenerConfig(
    String name,
    ListenAddress address,
    String setting,
    Optional<TlsSettings> tls,
    Set<String> hosts,
    int maxConnections,
    Duration requestTimeout,
    Duration stopTimeout) {

  public ListenerConfig {
    hosts = Set.copyOf(hosts);
  }

  AcceptedHosts acceptedHosts() {
    return new AcceptedHosts(address, tls.isPresent(), hosts);
  }
}

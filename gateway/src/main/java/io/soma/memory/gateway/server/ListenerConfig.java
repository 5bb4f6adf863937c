package io.soma.memory.gateway.server;

import io.soma.memory.app.config.ListenAddress;
import io.soma.memory.app.config.TlsSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * How one listener is bounded.
 *
 * @param name of its threads
 * @param setting the variable that says where it listens
 * @param maxConnections at once; who comes later waits for one to close
 * @param requestTimeout from a request's first byte to its answer's last
 * @param stopTimeout how long requests under way may take when it closes
 */
public record ListenerConfig(
    String name,
    ListenAddress address,
    String setting,
    Optional<TlsSettings> tls,
    int maxConnections,
    Duration requestTimeout,
    Duration stopTimeout) {}

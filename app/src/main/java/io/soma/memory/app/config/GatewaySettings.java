package io.soma.memory.app.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the gateway serves.
 *
 * @param tokens the tokens that it knows, as their file may change
 * @param grants the same as they are at the start; none lets everybody in, which is for loopback
 *     alone
 * @param tls where it speaks TLS
 * @param hosts further names in the Host header that are taken on loopback without TLS, in lower
 *     case
 * @param maxConnections at once
 * @param tenantMaxInFlight requests of one tenant at once; further ones are asked to retry
 * @param newTenantsPerHour that a token for all tenants may bring
 * @param requestTimeout from a request's first byte to its answer's last
 */
public record GatewaySettings(
    ListenAddress address,
    GatewayTokens tokens,
    List<TokenGrant> grants,
    Optional<TlsSettings> tls,
    Set<String> hosts,
    int maxConnections,
    int tenantMaxInFlight,
    int newTenantsPerHour,
    Duration requestTimeout) {

  public GatewaySettings {
    grants = List.copyOf(grants);
    hosts = Set.copyOf(hosts);
  }
}

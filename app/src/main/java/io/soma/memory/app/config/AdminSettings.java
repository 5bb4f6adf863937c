package io.soma.memory.app.config;

import java.util.Optional;

/**
 * The administrators' door.
 *
 * @param grant the token that permits changes
 * @param readGrant the token that permits reads alone
 * @param tls where it speaks TLS
 */
public record AdminSettings(
    ListenAddress address,
    TokenGrant grant,
    Optional<TokenGrant> readGrant,
    Optional<TlsSettings> tls) {}

package io.soma.memory.app.config;

import java.util.Optional;

/**
 * The administrators' door.
 *
 * @param grant the token of those who may change things
 * @param readGrant the token of those who only look
 * @param tls where it speaks TLS
 */
public record AdminSettings(
    ListenAddress address,
    TokenGrant grant,
    Optional<TokenGrant> readGrant,
    Optional<TlsSettings> tls) {}

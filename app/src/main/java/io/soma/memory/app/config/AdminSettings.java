package io.soma.memory.app.config;

import java.util.Optional;

/**
 * The administrators' door.
 *
 * @param grant the one token that opens it
 * @param tls where it speaks TLS
 */
public record AdminSettings(ListenAddress address, TokenGrant grant, Optional<TlsSettings> tls) {}

package io.soma.memory.app.config;

import java.util.Optional;

/**
 * Where metrics and health are shown.
 *
 * @param tls where it speaks TLS
 */
public record OpsSettings(ListenAddress address, Optional<TlsSettings> tls) {}

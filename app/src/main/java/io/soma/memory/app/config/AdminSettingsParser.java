package io.soma.memory.app.config;

import static io.soma.memory.app.config.Variable.ADMIN_BIND;
import static io.soma.memory.app.config.Variable.GATEWAY_TLS_KEYSTORE;
import static io.soma.memory.app.config.Variable.OUTBOX_API_TOKEN;
import static io.soma.memory.app.config.Variable.SERVE_ALLOW_PLAINTEXT;

import java.util.Optional;
import java.util.Set;

/** Reads where the administrators' door is; without a token there is none. */
final class AdminSettingsParser {

  private AdminSettingsParser() {}

  /**
   * Notes what is wrong with the variables.
   *
   * @param tls the gateway's, which this door speaks beyond loopback; on loopback no certificate
   *     would fit
   */
  static Optional<AdminSettings> parse(
      EnvironmentReader env, Optional<TlsSettings> tls, boolean plaintextAllowed) {
    ListenAddress address = env.value(ADMIN_BIND, Setting.ADDRESS);
    String token = env.optional(OUTBOX_API_TOKEN);
    if (token == null) {
      return Optional.empty();
    }
    String wrong = GatewayToken.problem(token);
    if (wrong != null) {
      env.problem(OUTBOX_API_TOKEN.key() + " " + wrong);
    }
    Optional<TlsSettings> spoken = address.isLoopback() ? Optional.empty() : tls;
    if (!address.isLoopback() && spoken.isEmpty() && !plaintextAllowed) {
      env.problem(
          ADMIN_BIND.key()
              + "="
              + address
              + " is reached from elsewhere without TLS: bind loopback, set "
              + GATEWAY_TLS_KEYSTORE.key()
              + " or set "
              + SERVE_ALLOW_PLAINTEXT.key()
              + "=1 where something in front protects it");
    }
    TokenGrant grant = new TokenGrant(OUTBOX_API_TOKEN.key(), GatewayToken.sha256(token), Set.of());
    return Optional.of(new AdminSettings(address, grant, spoken));
  }
}

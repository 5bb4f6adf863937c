package io.soma.memory.app.config;

import static io.soma.memory.app.config.Variable.ADMIN_BIND;
import static io.soma.memory.app.config.Variable.OPS_TLS_KEYSTORE;
import static io.soma.memory.app.config.Variable.OUTBOX_API_TOKEN;
import static io.soma.memory.app.config.Variable.OUTBOX_API_TOKEN_READ;
import static io.soma.memory.app.config.Variable.SERVE_ALLOW_PLAINTEXT;

import java.util.Optional;
import java.util.Set;

/** Reads where the administrators' door is; without a token there is none. */
final class AdminSettingsParser {

  private AdminSettingsParser() {}

  /**
   * Notes the problems of the variables.
   *
   * @param ops the TLS of the operations port, which this door speaks wherever it is
   * @param gateway the gateway's, which it speaks without that beyond loopback; on loopback no
   *     certificate of a gateway would fit
   */
  static Optional<AdminSettings> parse(
      EnvironmentReader env,
      Optional<TlsSettings> ops,
      Optional<TlsSettings> gateway,
      boolean plaintextAllowed) {
    ListenAddress address = env.value(ADMIN_BIND, Setting.ADDRESS);
    Optional<TokenGrant> grant = grant(env, OUTBOX_API_TOKEN);
    Optional<TokenGrant> readGrant = grant(env, OUTBOX_API_TOKEN_READ);
    if (grant.isEmpty()) {
      if (readGrant.isPresent()) {
        env.problem(OUTBOX_API_TOKEN_READ.key() + " is set without " + OUTBOX_API_TOKEN.key());
      }
      return Optional.empty();
    }
    if (readGrant.isPresent() && readGrant.get().sha256().equals(grant.get().sha256())) {
      env.problem(OUTBOX_API_TOKEN_READ.key() + " is the same as " + OUTBOX_API_TOKEN.key());
    }
    Optional<TlsSettings> spoken = ops.or(() -> address.isLoopback() ? Optional.empty() : gateway);
    if (!address.isLoopback() && spoken.isEmpty() && !plaintextAllowed) {
      env.problem(
          ADMIN_BIND.key()
              + "="
              + address
              + " is reached from elsewhere without TLS: bind loopback, set "
              + OPS_TLS_KEYSTORE.key()
              + " or set "
              + SERVE_ALLOW_PLAINTEXT.key()
              + "=1 where something in front protects it");
    }
    return Optional.of(new AdminSettings(address, grant.get(), readGrant, spoken));
  }

  private static Optional<TokenGrant> grant(EnvironmentReader env, Variable variable) {
    String token = env.optional(variable);
    if (token == null) {
      return Optional.empty();
    }
    String wrong = GatewayToken.problem(token);
    if (wrong != null) {
      env.problem(variable.key() + " " + wrong);
    }
    return Optional.of(new TokenGrant(variable.key(), GatewayToken.sha256(token), Set.of()));
  }
}

package io.soma.memory.app.config;

import static io.soma.memory.app.config.Variable.GATEWAY_ALLOW_NO_TOKEN;
import static io.soma.memory.app.config.Variable.GATEWAY_BIND;
import static io.soma.memory.app.config.Variable.GATEWAY_HOSTS;
import static io.soma.memory.app.config.Variable.GATEWAY_MAX_CONNECTIONS;
import static io.soma.memory.app.config.Variable.GATEWAY_NEW_TENANTS;
import static io.soma.memory.app.config.Variable.GATEWAY_REQUEST_TIMEOUT;
import static io.soma.memory.app.config.Variable.GATEWAY_TENANT_MAX_IN_FLIGHT;
import static io.soma.memory.app.config.Variable.GATEWAY_TLS_KEYSTORE;
import static io.soma.memory.app.config.Variable.GATEWAY_TLS_PASSWORD;
import static io.soma.memory.app.config.Variable.GATEWAY_TOKEN;
import static io.soma.memory.app.config.Variable.GATEWAY_TOKENS_FILE;
import static io.soma.memory.app.config.Variable.LOG_FORMAT;
import static io.soma.memory.app.config.Variable.OPS_BIND;
import static io.soma.memory.app.config.Variable.OPS_OPENTELEMETRY;
import static io.soma.memory.app.config.Variable.OPS_TLS_KEYSTORE;
import static io.soma.memory.app.config.Variable.OPS_TLS_PASSWORD;
import static io.soma.memory.app.config.Variable.SERVE_ALLOW_PLAINTEXT;
import static io.soma.memory.app.config.Variable.SERVE_DEADLINE;
import static io.soma.memory.app.config.Variable.SERVE_DRAIN_DELAY;
import static io.soma.memory.app.config.Variable.SERVE_PARTS;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the configuration of a service, or says everything that is wrong with it. */
final class ServeConfigParser {

  private final EnvironmentReader env;
  private final boolean plaintextAllowed;

  private ServeConfigParser(EnvironmentReader env) {
    this.env = env;
    this.plaintextAllowed = env.value(SERVE_ALLOW_PLAINTEXT, Setting.SWITCH);
  }

  static ServeConfig parse(Map<String, String> environment) {
    EnvironmentReader env = new EnvironmentReader(environment);
    @Nullable MemoryConfig memory = ConfigParser.parse(env);
    ServeConfigParser parser = new ServeConfigParser(env);
    Set<ServePart> parts = env.value(SERVE_PARTS, Setting.choices(ServePart.class));
    GatewaySettings gateway = parser.gateway(parts.contains(ServePart.GATEWAY));
    OpsSettings ops = parser.ops();
    Optional<AdminSettings> admin =
        AdminSettingsParser.parse(env, ops.tls(), gateway.tls(), parser.plaintextAllowed);
    Duration delay = env.value(SERVE_DRAIN_DELAY, Setting.seconds(0, 600));
    Duration deadline = env.value(SERVE_DEADLINE, Setting.seconds(1, 3600));
    boolean toOpenTelemetry = env.value(OPS_OPENTELEMETRY, Setting.SWITCH);
    // Logback reads it by itself; here it is only checked.
    env.value(LOG_FORMAT, Setting.LOG_FORMAT);
    MemoryConfig whole = env.whole(memory);
    Map<String, String> effective = EffectiveConfiguration.of(env, whole);
    return new ServeConfig(
        whole, parts, gateway, ops, admin, delay, deadline, toOpenTelemetry, effective);
  }

  private GatewaySettings gateway(boolean runs) {
    ListenAddress address = env.value(GATEWAY_BIND, Setting.ADDRESS);
    Optional<TlsSettings> tls = tls(GATEWAY_TLS_KEYSTORE, GATEWAY_TLS_PASSWORD);
    GatewayTokens tokens = tokens();
    List<TokenGrant> grants = tokens.grantsNow(env::problem);
    if (runs) {
      if (tls.isEmpty()) {
        refuseExposed(GATEWAY_BIND, address, GATEWAY_TLS_KEYSTORE);
      }
      refuseOpenDoor(address, grants);
    }
    return new GatewaySettings(
        address,
        tokens,
        grants,
        tls,
        hosts(),
        env.value(GATEWAY_MAX_CONNECTIONS, Setting.integer(1, 1_000_000)),
        env.value(GATEWAY_TENANT_MAX_IN_FLIGHT, Setting.integer(1, 100_000)),
        env.value(GATEWAY_NEW_TENANTS, Setting.integer(1, 1_000_000)),
        env.value(GATEWAY_REQUEST_TIMEOUT, Setting.seconds(0.1, 3600)));
  }

  private OpsSettings ops() {
    ListenAddress address = env.value(OPS_BIND, Setting.ADDRESS);
    Optional<TlsSettings> tls = tls(OPS_TLS_KEYSTORE, OPS_TLS_PASSWORD);
    if (tls.isEmpty()) {
      refuseExposed(OPS_BIND, address, OPS_TLS_KEYSTORE);
    }
    return new OpsSettings(address, tls);
  }

  private GatewayTokens tokens() {
    List<TokenGrant> grants = new ArrayList<>();
    String one = env.optional(GATEWAY_TOKEN);
    if (one != null) {
      String wrong = GatewayToken.problem(one);
      if (wrong != null) {
        env.problem(GATEWAY_TOKEN.key() + " " + wrong);
      }
      grants.add(new TokenGrant(GATEWAY_TOKEN.key(), GatewayToken.sha256(one), Set.of()));
    }
    return new GatewayTokens(
        grants, Optional.ofNullable(env.optional(GATEWAY_TOKENS_FILE)).map(Path::of));
  }

  private Set<String> hosts() {
    String names = env.optional(GATEWAY_HOSTS);
    return names == null
        ? Set.of()
        : Arrays.stream(names.split(",", -1))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  private Optional<TlsSettings> tls(Variable keystore, Variable secret) {
    String file = env.optional(keystore);
    String password = env.optional(secret);
    if (file == null) {
      return Optional.empty();
    }
    TlsSettings tls = new TlsSettings(Path.of(file), password == null ? "" : password);
    if (password != null) {
      KeyFile.check(tls, keystore, secret, env::problem);
    } else if (!env.isNamed(secret)) {
      env.problem(secret.key() + " is not set: " + secret.meaning());
    }
    // Wrong or not, it was meant to be there, and "without TLS" would be said in vain.
    return Optional.of(tls);
  }

  private void refuseOpenDoor(ListenAddress address, List<TokenGrant> grants) {
    boolean named = env.isNamed(GATEWAY_TOKEN) || env.isNamed(GATEWAY_TOKENS_FILE);
    boolean allowed = env.value(GATEWAY_ALLOW_NO_TOKEN, Setting.SWITCH);
    if (!grants.isEmpty() || named || (allowed && address.isLoopback())) {
      return;
    }
    env.problem(
        "the gateway has no token: set "
            + GATEWAY_TOKEN.key()
            + " or "
            + GATEWAY_TOKENS_FILE.key()
            + (address.isLoopback()
                ? ", or " + GATEWAY_ALLOW_NO_TOKEN.key() + "=1 to let everybody in on loopback"
                : ""));
  }

  private void refuseExposed(Variable variable, ListenAddress address, Variable keystore) {
    if (!address.isLoopback() && !plaintextAllowed) {
      env.problem(
          variable.key()
              + "="
              + address
              + " is reached from elsewhere without TLS: bind loopback, set "
              + keystore.key()
              + " or set "
              + SERVE_ALLOW_PLAINTEXT.key()
              + "=1 where something in front protects it");
    }
  }
}

package io.soma.memory.app.config;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Secrets in files, for commands that need one secret and no other setting. */
public final class SecretFiles {

  /** Those that name a file with secrets in it, and stand for no other variable. */
  private static final Set<Variable> HOLD_SECRETS =
      EnumSet.of(
          Variable.KAFKA_PROPERTIES,
          Variable.GATEWAY_TOKENS_FILE,
          Variable.GATEWAY_TLS_KEYSTORE,
          Variable.OPS_TLS_KEYSTORE);

  private SecretFiles() {}

  /**
   * The token of the admin API, from its variable or the file that is named for it; without one,
   * the token that only looks.
   *
   * @throws ConfigurationException if both are set, or the file is of no use
   */
  public static Optional<String> adminToken(Map<String, String> environment) {
    // Problems of other variables are reported by the commands that read them.
    Map<String, String> ours = new HashMap<>(environment);
    ours.keySet().removeIf(name -> !name.startsWith(Variable.OUTBOX_API_TOKEN.key()));
    EnvironmentReader env = new EnvironmentReader(ours);
    Optional<String> token =
        Optional.ofNullable(env.optional(Variable.OUTBOX_API_TOKEN))
            .or(() -> Optional.ofNullable(env.optional(Variable.OUTBOX_API_TOKEN_READ)));
    return env.whole(token);
  }

  /**
   * The secret that a file holds, without a line end behind it.
   *
   * @throws IllegalArgumentException saying why the file is of no use, without the secret
   */
  public static String read(String file) {
    return SecretFile.read(file);
  }

  /** A sentence for each file with secrets that every user of the machine may read. */
  public static List<String> exposed(Map<String, String> environment) {
    Stream<String> ofOne =
        Arrays.stream(Variable.values()).filter(Variable::hasFile).map(Variable::fileKey);
    return Stream.concat(ofOne, HOLD_SECRETS.stream().map(Variable::key))
        .filter(key -> isExposed(environment.getOrDefault(key, "").strip()))
        .map(
            key ->
                key
                    + ": every user of this machine may read the file "
                    + environment.getOrDefault(key, "").strip()
                    + "; chmod 600 keeps it to its owner")
        .toList();
  }

  private static boolean isExposed(String file) {
    return !file.isEmpty() && SecretFile.isReadableByAll(file);
  }
}

package io.soma.memory.postgres.connection;

import java.util.Locale;
import java.util.Map;
import org.postgresql.PGProperty;

/**
 * One parameter of a data source name, as the JDBC driver knows it. The driver silently ignores
 * unknown parameters, so they are refused here.
 */
final class DsnParameter {

  private static final String TARGET = PGProperty.TARGET_SERVER_TYPE.getName();

  /** Parameters that libpq and the JDBC driver name differently. */
  private static final Map<String, String> JDBC_NAMES =
      Map.of(
          "application_name", PGProperty.APPLICATION_NAME.getName(),
          "channel_binding", PGProperty.CHANNEL_BINDING.getName(),
          "connect_timeout", PGProperty.CONNECT_TIMEOUT.getName(),
          "dbname", PGProperty.PG_DBNAME.getName(),
          "gssencmode", PGProperty.GSS_ENC_MODE.getName(),
          "krbsrvname", PGProperty.KERBEROS_SERVER_NAME.getName(),
          "require_auth", PGProperty.REQUIRE_AUTH.getName(),
          "sslnegotiation", PGProperty.SSL_NEGOTIATION.getName(),
          "target_session_attrs", TARGET);

  /** Servers that take writes, by libpq's and the driver's names for them. */
  private static final Map<String, String> WRITABLE =
      Map.of(
          "any", "any",
          "read-write", "primary",
          "primary", "primary",
          "master", "primary",
          "preferprimary", "preferPrimary");

  private DsnParameter() {}

  /**
   * As {@code name=value} of a JDBC URL.
   *
   * @throws IllegalArgumentException if the driver has no such parameter, or if it asks for a
   *     server that takes no writes
   */
  static String translated(String given, String value) {
    String name = JDBC_NAMES.getOrDefault(given, given);
    if (name.equals(TARGET)) {
      return TARGET + "=" + writable(given, value);
    }
    if (PGProperty.forName(name) == null) {
      throw new IllegalArgumentException(
          "the DSN has the parameter "
              + shown(given)
              + ", which the JDBC driver does not know: take it out, or see the driver's"
              + " documentation for its name there");
    }
    return name + "=" + value;
  }

  private static String writable(String given, String value) {
    String target = WRITABLE.get(value.toLowerCase(Locale.ROOT));
    if (target == null) {
      throw new IllegalArgumentException(
          "the DSN's "
              + given
              + " asks for a server that may take no writes, and the outbox writes: it may be"
              + " primary, read-write or any");
    }
    return target;
  }

  // A part of a password may stand where a name is expected.
  private static String shown(String name) {
    return name.matches("[A-Za-z_]{1,40}") ? name : "(not shown)";
  }
}

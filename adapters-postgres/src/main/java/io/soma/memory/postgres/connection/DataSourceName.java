package io.soma.memory.postgres.connection;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** A data source name, taken apart so that the URL that goes around holds no secret. */
record DataSourceName(String jdbcUrl, @Nullable String user, @Nullable String password) {

  private static final String HOST = "(?:[\\w.-]+|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?";

  // The user part ends at the last @ before the path: users paste passwords with an @ unescaped.
  private static final Pattern LIBPQ =
      Pattern.compile(
          "postgres(?:ql)?://(?:(?<who>[^/?]*)@)?(?<hosts>[^/?@]*)"
              + "(?:/(?<database>[^?]*))?(?:\\?(?<parameters>.*))?");

  // Checked before the driver sees it: the driver logs text that it cannot parse, with its secrets.
  private static final Pattern ADDRESS =
      Pattern.compile("jdbc:postgresql:(?://HOST(?:,HOST)*/)?[^/?@:]*".replace("HOST", HOST));

  private static final String BAD_ESCAPE =
      "the DSN has a malformed %-escape; a % in a password is written %25";

  static DataSourceName parse(String dsn) {
    if (dsn.startsWith(PostgresConfig.JDBC_PREFIX)) {
      int question = dsn.indexOf('?');
      return question < 0
          ? checked(dsn, "", null, null)
          : checked(dsn.substring(0, question), dsn.substring(question + 1), null, null);
    }
    Matcher libpq = LIBPQ.matcher(dsn);
    if (!libpq.matches()) {
      throw new IllegalArgumentException(
          "the DSN is of neither form: postgresql://user:password@host:port/database, "
              + "jdbc:postgresql://host:port/database");
    }
    return ofLibpq(libpq);
  }

  private static DataSourceName ofLibpq(Matcher libpq) {
    String hosts = libpq.group("hosts");
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException(
          "the DSN names no host; sockets in the file system are not supported");
    }
    String database = libpq.group("database");
    if (database == null || database.isEmpty()) {
      throw new IllegalArgumentException("the DSN names no database: end it in /database");
    }
    String[] who = orEmpty(libpq.group("who")).split(":", 2);
    return checked(
        PostgresConfig.JDBC_PREFIX + "//" + hosts + "/" + database,
        orEmpty(libpq.group("parameters")),
        who[0].isEmpty() ? null : decode(who[0]),
        who.length < 2 ? null : decode(who[1]));
  }

  private static DataSourceName checked(
      String url, String parameters, @Nullable String user, @Nullable String password) {
    List<String> kept = new ArrayList<>();
    for (String parameter : parameters.split("&")) {
      String[] pair = parameter.split("=", 2);
      String value = pair.length < 2 ? "" : pair[1];
      switch (pair[0].toLowerCase(Locale.ROOT)) {
        case "" -> {}
        case "user" -> user = decode(value);
        case "password" -> password = decode(value);
        default -> kept.add(DsnParameter.translated(pair[0], value));
      }
    }
    String jdbcUrl = kept.isEmpty() ? url : url + "?" + String.join("&", kept);
    if (!ADDRESS.matcher(url).matches() || Driver.parseURL(jdbcUrl, new Properties()) == null) {
      throw new IllegalArgumentException(
          "the DSN's host, port or database is malformed; in a DSN, a / @ or : of a password is"
              + " written %2F %40 %3A, and in a JDBC URL, user and password are parameters");
    }
    return new DataSourceName(jdbcUrl, user, password);
  }

  private static String decode(String text) {
    try {
      // A plus is itself here, and a blank only in forms.
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // Not as the cause: its message shows the text.
      throw new IllegalArgumentException(BAD_ESCAPE);
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  @Override
  public String toString() {
    return jdbcUrl;
  }
}

package io.soma.memory.postgres.connection;

import io.soma.memory.postgres.jooq.DefaultSchema;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Named;
import org.jspecify.annotations.Nullable;

/**
 * Names the outbox's tables with their schema in every statement, so that the search path of the
 * connection does not matter. Statements are written without a schema, as jOOQ and the migrations
 * have them, and are qualified where they leave for the driver.
 */
public final class QualifiedTables {

  /** Of Flyway: which migrations ran. */
  public static final String MIGRATION_HISTORY = "soma_memory_schema_history";

  /** More texts than there are statements; those of one that varies are qualified each time. */
  private static final int REMEMBERED = 500;

  private static final String NAMES =
      Stream.concat(
              DefaultSchema.DEFAULT_SCHEMA.getTables().stream().map(Named::getName),
              Stream.of(MIGRATION_HISTORY, "outbox_overview"))
          .distinct()
          .collect(Collectors.joining("|"));

  // Neither qualified already, nor the table's name before the dot of a column.
  private static final Pattern TABLE =
      Pattern.compile("(?<![\\w.\"])(\"?)(" + NAMES + ")\\1(?![\\w.\"])");

  private final String replacement;
  private final @Nullable String schema;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  /**
   * @param schema null for tables on the search path
   */
  public QualifiedTables(@Nullable String schema) {
    this.schema = schema;
    this.replacement = Matcher.quoteReplacement("\"" + schema + "\".") + "\"$2\"";
  }

  /** Of the tables; null for those on the search path. */
  public @Nullable String schema() {
    return schema;
  }

  /** The statement with the schema in it. */
  public String in(String sql) {
    if (schema == null) {
      return sql;
    }
    String remembered = known.get(sql);
    if (remembered != null) {
      return remembered;
    }
    String qualified = TABLE.matcher(sql).replaceAll(replacement);
    if (known.size() < REMEMBERED) {
      known.put(sql, qualified);
    }
    return qualified;
  }

  /**
   * A connection that qualifies tables in prepared statements; the same connection if no schema is
   * set.
   */
  public Connection in(Connection connection) {
    if (schema == null) {
      return connection;
    }
    InvocationHandler qualifying =
        (proxy, method, arguments) -> {
          if (method.getName().equals("prepareStatement")) {
            arguments[0] = in((String) arguments[0]);
          }
          try {
            return method.invoke(connection, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return (Connection)
        Proxy.newProxyInstance(
            QualifiedTables.class.getClassLoader(), new Class<?>[] {Connection.class}, qualifying);
  }
}

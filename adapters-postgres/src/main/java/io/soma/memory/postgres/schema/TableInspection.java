package io.soma.memory.postgres.schema;

import io.soma.memory.postgres.connection.QualifiedTables;
import io.soma.memory.postgres.connection.SqlFailure;
import io.soma.memory.postgres.jooq.DefaultSchema;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Whether the tables are the outbox's, and whether the role may use them. */
public final class TableInspection {

  private static final String HAS_HISTORY =
      "SELECT to_regclass('" + QualifiedTables.MIGRATION_HISTORY + "') IS NOT NULL";

  private static final String EXISTING =
      "SELECT name FROM unnest({0}) AS name WHERE to_regclass(name) IS NOT NULL";

  private static final String MAY_CREATE =
      "SELECT coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)";

  // A migration creates a schema that is not there.
  private static final String MAY_CREATE_IN_SCHEMA =
      """
      SELECT CASE WHEN to_regnamespace({0}) IS NULL
        THEN has_database_privilege(current_database(), 'CREATE')
        ELSE has_schema_privilege({0}, 'CREATE') END\
      """;

  private static final String NOT_OWNED =
      "SELECT name FROM unnest({0}) AS name JOIN pg_class ON oid = to_regclass(name)"
          + " WHERE NOT pg_has_role(relowner, 'USAGE')";

  private static final String WITHOUT_RIGHTS =
      """
      SELECT right_name || ' on ' || name
      FROM unnest({0}) AS name CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE'])
        AS right_name
      WHERE NOT has_table_privilege(to_regclass(name), right_name)
      ORDER BY name
      """;

  private static final String WHERE_WE_ARE =
      "SELECT format('the role %s in the schema %s', current_user,"
          + " coalesce(current_schema(), '(none of the search path exists)'))";

  private static final List<Table<?>> TABLES = DefaultSchema.DEFAULT_SCHEMA.getTables();

  private final DSLContext sql;
  private final String[] names;
  private final @Nullable String schema;
  private final List<DatabaseFinding> findings = new ArrayList<>();

  private TableInspection(DSLContext sql, QualifiedTables tables) {
    this.sql = sql;
    this.schema = tables.schema();
    this.names = TABLES.stream().map(table -> tables.in(table.getName())).toArray(String[]::new);
  }

  /**
   * Inspects them.
   *
   * @param hasMigrations whether there are migrations to run
   */
  public static List<DatabaseFinding> of(
      DSLContext sql, QualifiedTables tables, boolean hasMigrations) {
    TableInspection inspection = new TableInspection(sql, tables);
    if (!isTrue(sql, HAS_HISTORY)) {
      inspection.inspectStrangers();
    }
    if (hasMigrations) {
      inspection.inspectRightToMigrate();
    } else {
      inspection.inspectUse();
    }
    return inspection.findings;
  }

  /** Inspects tables that another program migrates. */
  static List<DatabaseFinding> ofMigrated(DSLContext sql, QualifiedTables tables) {
    TableInspection inspection = new TableInspection(sql, tables);
    TABLES.forEach(inspection::inspectColumns);
    return inspection.findings;
  }

  private void inspectUse() {
    inspectRights();
    TABLES.forEach(this::inspectColumns);
    if (findings.isEmpty()) {
      EventSequence.inspect(sql).ifPresent(findings::add);
    }
  }

  private void inspectStrangers() {
    List<String> strangers = names(EXISTING);
    if (!strangers.isEmpty()) {
      findings.add(
          DatabaseFinding.red(
              "tables of these names exist that Soma Memory did not create: "
                  + String.join(", ", strangers),
              "give the outbox a schema of its own (SOMABRAIN_POSTGRES_SCHEMA), or another"
                  + " database"));
    }
  }

  private void inspectRightToMigrate() {
    List<String> notOwned = names(NOT_OWNED);
    if (!mayCreate() || !notOwned.isEmpty()) {
      findings.add(
          DatabaseFinding.red(
              sql.fetchValue(WHERE_WE_ARE) + " may not run the migrations that are to come",
              "run ./soma migrate with the role that owns the tables, see"
                  + " ops/postgres/grants.sql"));
    }
  }

  private boolean mayCreate() {
    return schema == null
        ? isTrue(sql, MAY_CREATE)
        : Boolean.TRUE.equals(sql.fetchValue(MAY_CREATE_IN_SCHEMA, DSL.val(schema)));
  }

  private void inspectRights() {
    List<String> missing = names(WITHOUT_RIGHTS);
    if (!missing.isEmpty()) {
      findings.add(
          DatabaseFinding.red(
              sql.fetchValue(WHERE_WE_ARE) + " lacks rights: " + String.join(", ", missing),
              "grant them, see ops/postgres/grants.sql"));
    }
  }

  private void inspectColumns(Table<?> table) {
    try {
      sql.select(table.fields()).from(table).where(DSL.falseCondition()).fetch();
    } catch (DataAccessException e) {
      findings.add(
          DatabaseFinding.red(
              "the table " + table.getName() + ": " + SqlFailure.translated(e).getMessage(),
              "see what changed it since the migrations ran"));
    }
  }

  private List<String> names(String query) {
    return sql.resultQuery(query, DSL.val(names)).fetch(row -> row.get(0, String.class));
  }

  private static boolean isTrue(DSLContext sql, String query) {
    return Boolean.TRUE.equals(sql.fetchValue(query));
  }
}

package io.soma.memory.postgres;

import io.soma.memory.postgres.jooq.DefaultSchema;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** Whether the tables are the outbox's, and whether the role may use them. */
final class TableInspection {

  private static final String HAS_HISTORY =
      "SELECT to_regclass('" + Migrations.HISTORY + "') IS NOT NULL";

  private static final String EXISTING =
      "SELECT name FROM unnest({0}) AS name WHERE to_regclass(name) IS NOT NULL";

  private static final String MAY_CREATE =
      "SELECT coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)";

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
  private static final String[] NAMES = TABLES.stream().map(Table::getName).toArray(String[]::new);

  private final DSLContext sql;
  private final List<DatabaseFinding> findings = new ArrayList<>();

  private TableInspection(DSLContext sql) {
    this.sql = sql;
  }

  /**
   * Inspects them.
   *
   * @param hasMigrations whether there are migrations to run
   */
  static List<DatabaseFinding> of(DSLContext sql, boolean hasMigrations) {
    TableInspection inspection = new TableInspection(sql);
    if (!isTrue(sql, HAS_HISTORY)) {
      inspection.inspectStrangers();
    }
    if (hasMigrations) {
      inspection.inspectRightToMigrate();
    } else {
      inspection.inspectRights();
      TABLES.forEach(inspection::inspectColumns);
    }
    return inspection.findings;
  }

  private void inspectStrangers() {
    List<String> strangers = names(EXISTING);
    if (!strangers.isEmpty()) {
      findings.add(
          DatabaseFinding.red(
              "tables of these names exist that Soma Memory did not create: "
                  + String.join(", ", strangers),
              "give the outbox a schema of its own (currentSchema=... in the DSN), or another"
                  + " database"));
    }
  }

  private void inspectRightToMigrate() {
    List<String> notOwned = names(NOT_OWNED);
    if (!isTrue(sql, MAY_CREATE) || !notOwned.isEmpty()) {
      findings.add(
          DatabaseFinding.red(
              sql.fetchValue(WHERE_WE_ARE) + " may not run the migrations that are to come",
              "run ./soma migrate with the role that owns the tables, see"
                  + " ops/postgres/grants.sql"));
    }
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
    return sql.resultQuery(query, DSL.val(NAMES)).fetch(row -> row.get(0, String.class));
  }

  private static boolean isTrue(DSLContext sql, String query) {
    return Boolean.TRUE.equals(sql.fetchValue(query));
  }
}

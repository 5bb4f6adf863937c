package io.soma.memory.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The function that lists events has more rights than its callers, and lends them none. */
class ListingFunctionTest {

  private static final String LISTED = "SELECT tenant_id FROM public.outbox_pending";

  // A caller's possible attack: a table that is found first, which runs the caller's code.
  private static final String TRAP =
      """
      CREATE TEMPORARY TABLE outbox_pending (tenant_id text, id bigint);
      CREATE FUNCTION pg_temp.grab() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN EXECUTE 'ALTER ROLE %1$s SUPERUSER'; RETURN NEW; END $$;
      CREATE TRIGGER grab BEFORE INSERT ON pg_temp.outbox_pending
        FOR EACH ROW EXECUTE FUNCTION pg_temp.grab();
      CREATE FUNCTION pg_temp.always(text, text) RETURNS boolean LANGUAGE plpgsql AS $$
        BEGIN EXECUTE 'ALTER ROLE %1$s SUPERUSER'; RETURN false; END $$;
      CREATE OPERATOR pg_temp.= (LEFTARG = text, RIGHTARG = text, FUNCTION = pg_temp.always);
      SET search_path = pg_temp, public;
      """;

  private static final String INSERT =
      """
      INSERT INTO public.outbox_events (tenant_id, namespace, topic, ordering_key, request_id,
        idempotency_key, dedupe_key, payload)
      VALUES ('alice', 'alice', 'memory.store', '0.5', 'r', gen_random_uuid(), 'alice:1', '{}')
      """;

  private final TestDatabase database = TestDatabase.create();
  private final String role = "caller_" + Long.toString(System.nanoTime(), 36);

  @BeforeEach
  void createTables() {
    database.open().close();
    database.execute("CREATE ROLE " + role + "; GRANT INSERT ON outbox_events TO " + role);
  }

  @AfterEach
  void dropRole() {
    database.execute("DROP OWNED BY " + role + "; DROP ROLE " + role);
  }

  @Test
  void givesNoRightsToATemporaryTableOfItsName() throws SQLException {
    insertBehindTheTrap();

    assertThat(isSuperuser()).isEqualTo("f");
    assertThat(database.query(LISTED)).containsExactly("alice");
  }

  @Test
  void isMendedWhereAnEarlierVersionMadeIt() throws SQLException {
    database.execute(
        "CREATE OR REPLACE FUNCTION outbox_list_added_events() RETURNS trigger LANGUAGE plpgsql"
            + " SECURITY DEFINER SET search_path = \"$user\", public AS $$ BEGIN"
            + " INSERT INTO outbox_pending (tenant_id, id) SELECT tenant_id, id FROM added;"
            + " RETURN NULL; END $$;"
            + " GRANT EXECUTE ON FUNCTION outbox_list_added_events TO PUBLIC;"
            + " DROP TABLE outbox_instances;"
            + " ALTER TABLE outbox_identity DROP address_rules;"
            + " ALTER TABLE outbox_events DROP held_until;"
            + " DELETE FROM soma_memory_schema_history WHERE version::int > 13");
    database.open().close();

    insertBehindTheTrap();

    assertThat(isSuperuser()).isEqualTo("f");
    assertThat(database.query(LISTED)).containsExactly("alice");
  }

  @Test
  void listsInTheSchemaOfTheTables() {
    TestDatabase other = TestDatabase.create();
    other.execute(
        "CREATE SCHEMA \"Odd name\"; DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path"
            + " = %I', current_database(), 'Odd name'); END $$");
    other.open().close();

    other.execute(INSERT.replace("public", "\"Odd name\""));

    assertThat(other.query(LISTED.replace("public", "\"Odd name\""))).containsExactly("alice");
  }

  @Test
  void isNotLentToTablesOfOthers() {
    assertThatThrownBy(
            () ->
                database.execute(
                    "SET ROLE "
                        + role
                        + "; CREATE TEMPORARY TABLE forged (tenant_id text, id bigint, status text,"
                        + " confirmed_at timestamptz); CREATE TRIGGER forge AFTER INSERT ON forged"
                        + " REFERENCING NEW TABLE AS added FOR EACH STATEMENT"
                        + " EXECUTE FUNCTION public.outbox_list_added_events()"))
        .rootCause()
        .hasMessageContaining("permission denied for function");
  }

  private void insertBehindTheTrap() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET ROLE " + role);
      statement.execute(TRAP.formatted(role));
      statement.execute(INSERT);
    }
  }

  private String isSuperuser() {
    return database.query("SELECT rolsuper FROM pg_roles WHERE rolname = '" + role + "'").get(0);
  }
}

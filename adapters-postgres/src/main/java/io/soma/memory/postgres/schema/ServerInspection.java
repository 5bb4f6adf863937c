package io.soma.memory.postgres.schema;

import io.soma.memory.postgres.connection.PostgresConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Checks that a server keeps acknowledged writes, and how it is reached. */
public final class ServerInspection {

  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])?(:\\d+)?");
  private static final Pattern WITH_TLS =
      Pattern.compile("[?&](sslmode=(require|verify-ca|verify-full)|ssl=true)(&|$)");

  private final ServerFacts facts;
  private final PostgresConfig config;
  private final List<DatabaseFinding> findings = new ArrayList<>();

  private ServerInspection(ServerFacts facts, PostgresConfig config) {
    this.facts = facts;
    this.config = config;
  }

  public static List<DatabaseFinding> of(ServerFacts facts, PostgresConfig config) {
    ServerInspection inspection = new ServerInspection(facts, config);
    inspection.inspectWritability();
    inspection.inspectEncoding();
    inspection.inspectDisk();
    inspection.inspectCommits();
    inspection.inspectRoad();
    return inspection.findings;
  }

  private void inspectWritability() {
    if (facts.inRecovery()) {
      red("the server is a standby and takes no writes", "name the primary in the DSN");
    } else if (facts.readOnly()) {
      red(
          "the server takes no writes: default_transaction_read_only is on",
          "name the primary in the DSN, or turn the setting off");
    }
  }

  private void inspectEncoding() {
    if (!facts.encoding().equals("UTF8")) {
      red(
          "the database keeps text as " + facts.encoding() + ", which lacks most characters",
          "create a database with ENCODING 'UTF8' TEMPLATE template0");
    }
  }

  private void inspectDisk() {
    if (!facts.fsync()) {
      red(
          "fsync is off: a crash of the machine loses acknowledged writes",
          "set fsync = on in postgresql.conf");
    }
    if (!facts.fullPageWrites()) {
      red(
          "full_page_writes is off: a crash of the machine may damage the tables",
          "set full_page_writes = on in postgresql.conf, unless the file system writes whole"
              + " pages");
    }
  }

  private void inspectCommits() {
    String commit = facts.synchronousCommit();
    if (commit.equals("off")) {
      warning(
          "synchronous_commit is off for the role "
              + facts.role()
              + "; the outbox turns it on for itself, and transactions that other programs let it"
              + " join may be lost in a crash",
          "run ALTER ROLE " + facts.role() + " SET synchronous_commit = on");
    }
    boolean onStandbys = !facts.synchronousStandbys().isEmpty() && !commit.equals("local");
    if (onStandbys) {
      findings.add(
          DatabaseFinding.ok(
              "a write is acknowledged when it is on the disk here and on a synchronous standby"
                  + " (synchronous_standby_names = '"
                  + facts.synchronousStandbys()
                  + "'), so a failover to one of these loses none"));
    } else if (facts.standbys() > 0 || !facts.synchronousStandbys().isEmpty()) {
      warning(
          "a write is acknowledged when it is on the disk of this server, and a failover to a"
              + " standby may lose the last ones",
          "set synchronous_standby_names, and synchronous_commit = on");
    } else {
      findings.add(
          DatabaseFinding.ok(
              "a write is acknowledged when it is on the disk of this server; no standby follows"
                  + " it"));
    }
  }

  private void inspectRoad() {
    boolean remote = false;
    for (String host : config.hosts().split(",")) {
      remote |= !LOOPBACK.matcher(host).matches();
    }
    boolean encrypted =
        WITH_TLS.matcher(config.jdbcUrl()).find() || (facts.encrypted() && !facts.pooled());
    if (remote && !encrypted) {
      warning(
          "payloads travel to " + config.hosts() + " in plain text",
          "add sslmode=verify-full to the DSN, and turn on ssl at the server");
    }
    if (facts.pooled()) {
      inspectPooler();
    }
  }

  private void inspectPooler() {
    String said = "a pooler stands in front of the server; no statement is prepared";
    if (facts.bounded()) {
      findings.add(DatabaseFinding.ok(said + ", and the role has the timeouts of the outbox"));
    } else {
      warning(
          said + ", and the role " + facts.role() + " has no timeouts or plans without indexes",
          "set statement_timeout, lock_timeout and enable_seqscan = off for the role, as"
              + " ops/postgres/grants.sql does");
    }
  }

  private void red(String said, String advice) {
    findings.add(DatabaseFinding.red(said, advice));
  }

  private void warning(String said, String advice) {
    findings.add(DatabaseFinding.warning(said, advice));
  }
}

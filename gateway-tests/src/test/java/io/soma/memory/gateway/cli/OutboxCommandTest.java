package io.soma.memory.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.gateway.AdminRig;
import io.soma.memory.gateway.GatewayRig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as an operator types them, against a service on loopback. */
class OutboxCommandTest {

  @TempDir private Path directory;

  private final AdminRig rig = new AdminRig();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Writer standardOutput = out;

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void listIsATableForPeopleAndJsonForPrograms() {
    long id = rig.fail("one");

    assertThat(outbox("list", "--status", "failed")).isZero();
    assertThat(out.toString().lines())
        .hasSize(2)
        .first()
        .asString()
        .matches("ID +TENANT +TOPIC +STATE +ATTEMPTS +CREATED +LAST ERROR");
    assertThat(out.toString()).contains(id + "  alpha", "memory.store", "422 it is wrong");

    assertThat(outbox("list", "--status", "failed", "--json")).isZero();
    assertThat(out.toString()).contains("\"dedupe_key\"", "\"count\" : 1");
  }

  @Test
  void anEmptyListSaysSo() {
    assertThat(outbox("list")).isZero();
    assertThat(out).hasToString("no events that are not delivered\n");
  }

  @Test
  void listsWhatIsNotDelivered() {
    long inTransit = rig.queue("one");
    long waiting = rig.queue("two");
    long delivered = rig.queue("three");
    rig.fail("four");
    rig.markSent(inTransit);
    rig.confirm(delivered);

    assertThat(outbox("list")).isZero();
    assertThat(ids()).containsExactly(waiting, inTransit);
    assertThat(outbox("list", "--oldest", "--limit", "1")).isZero();
    assertThat(ids()).containsExactly(inTransit);
    assertThat(outbox("list", "--status", "all", "--oldest", "--limit", "1")).isZero();
    assertThat(ids()).containsExactly(inTransit);
  }

  private List<Long> ids() {
    return out.toString()
        .lines()
        .skip(1)
        .filter(line -> line.matches(" *\\d+ .*"))
        .map(line -> Long.valueOf(line.strip().split(" ")[0]))
        .toList();
  }

  @Test
  void aListThatIsFullSaysWhereItGoesOn() {
    rig.queue("one");
    rig.queue("two");

    assertThat(outbox("list", "--limit", "1")).isZero();
    assertThat(out.toString()).endsWith("there may be more: --limit up to 500, or --offset 1\n");
    assertThat(outbox("list", "--limit", "3")).isZero();
    assertThat(out.toString()).doesNotContain("there may be more");
  }

  @Test
  void anEmptyListOfATenantThatIsNotThereSaysSo() {
    rig.queue("one");

    assertThat(outbox("list", "--tenant", "alpha", "--status", "failed")).isZero();
    assertThat(out).hasToString("no events that are failed\n");
    assertThat(outbox("list", "--tenant", "alhpa", "--status", "failed")).isEqualTo(1);
    assertThat(out.toString()).startsWith("there is no tenant alhpa");
  }

  @Test
  void anOrderForATenantThatIsNotThereSaysSo() {
    rig.queue("one");

    for (String order : List.of("replay", "discard")) {
      assertThat(outbox(order, "--tenant", "alpha")).isZero();
      assertThat(outbox(order, "--tenant", "alhpa")).isEqualTo(1);
      assertThat(out.toString()).startsWith("there is no tenant alhpa");
    }
    assertThat(run("tenants", "alpha", "--circuit", "closed")).isZero();
    assertThat(out.toString()).doesNotContain("note:");
    assertThat(run("tenants", "alhpa", "--circuit", "open")).isZero();
    assertThat(out.toString()).contains("forced_open", "note: there is no tenant alhpa");
  }

  @Test
  void thePortOfTheGatewayIsNoAdminApi() {
    String gateway = "http://127.0.0.1:" + rig.gateway().port();
    String[] service = {"--url", gateway, "--token-file", tokenFile(AdminRig.ADMIN_TOKEN)};

    assertThat(execute(with(service, "outbox", "summary"))).isEqualTo(1);
    assertThat(err.toString()).contains("answers 404", "this is not an admin API");
  }

  @Test
  void summaryEndsInAllTenants() {
    rig.queue("one");
    rig.fail("two");

    assertThat(outbox("summary")).isZero();
    assertThat(out.toString().lines().toList().get(2)).matches("all +1 +0 +0 +1 +2");
  }

  @Test
  void eachStateHasOneWordInEveryCommand() {
    long waiting = rig.queue("one");
    long inTransit = rig.queue("two");
    long delivered = rig.queue("three");
    long failed = rig.fail("four");
    rig.markSent(inTransit);
    rig.confirm(delivered);

    assertThat(outbox("summary")).isZero();
    assertThat(out.toString().lines())
        .contains("TENANT  WAITING  IN TRANSIT  DELIVERED  FAILED  TOTAL")
        .contains("alpha         1           1          1       1      4");
    assertThat(outbox("list", "--status", "all")).isZero();
    assertThat(stateIn(out.toString(), waiting)).isEqualTo("waiting");
    assertThat(stateIn(out.toString(), inTransit)).isEqualTo("in transit");
    assertThat(stateIn(out.toString(), delivered)).isEqualTo("delivered");
    assertThat(stateIn(out.toString(), failed)).isEqualTo("failed");
    assertThat(listed("waiting")).containsExactly(waiting);
    assertThat(listed("in-transit")).containsExactly(inTransit);
    assertThat(listed("delivered")).containsExactly(delivered);
    assertThat(listed("failed")).containsExactly(failed);
    assertThat(listed("sent")).containsExactly(delivered, inTransit);
    assertThat(listed("pending")).containsExactly(waiting);
    assertThat(outbox("check", "--max-pending", "1")).isEqualTo(1);
    assertThat(out)
        .hasToString("TOO MANY: not delivered 2 of 1 (waiting 1, in transit 1), failed 1\n");
  }

  @Test
  void showSaysWhyAnEventIsNotDelivered() {
    long failed = rig.fail("one");
    long waiting = rig.queue("two");

    assertThat(outbox("show", "" + failed)).isZero();
    assertThat(out.toString())
        .contains("state       failed", "last error  422 it is wrong")
        .contains("soma outbox retry " + failed)
        .doesNotContain("\"text\"");
    assertThat(outbox("show", "" + waiting, "--payload")).isZero();
    assertThat(out.toString()).contains("state       waiting", "forced_open", "\"text\" : \"two\"");
    assertThat(out.toString()).contains("'soma tenants alpha --circuit release'");
    assertThat(outbox("show", "4711")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no event 4711");
    assertThat(outbox("show", "x")).isEqualTo(2);
  }

  @Test
  void retryPutsAFailedEventBackIntoItsPlace() {
    long id = rig.fail("one");

    assertThat(outbox("retry", "" + id)).isZero();
    assertThat(out.toString())
        .isEqualTo(
            "event "
                + id
                + " was failed: it waits in its old place again, with no attempts spent\n");
    assertThat(rig.statusOf(id)).isEqualTo(EventStatus.PENDING);
  }

  @Test
  void retryHasAnOpenCircuitProbedNow() {
    rig.gateway().service().answerNext(GatewayRig.TENANT, GatewayRig.UNAVAILABLE);
    assertThat(run("tenants", "alpha", "--circuit", "release")).isZero();
    rig.gateway().service().answer(GatewayRig.TENANT, GatewayRig.UNAVAILABLE);
    long id = rig.queue("one");
    do {
      assertThat(run("tenants", "alpha")).isZero();
    } while (!out.toString().contains("alpha: open"));

    assertThat(outbox("retry", "" + id)).isZero();

    assertThat(out)
        .hasToString("event " + id + " was waiting: the circuit in this process is probed now\n");
    JsonNode noted = rig.get("/admin/audit").path("entries").path(0);
    assertThat(noted.path("action").asText()).isEqualTo("retry");
    assertThat(noted.path("event_ids").path(0).asLong()).isEqualTo(id);
  }

  @Test
  void retryOfAnEventBehindAForcedCircuitSaysSo() {
    long id = rig.queue("one");

    assertThat(outbox("retry", "" + id)).isZero();
    assertThat(out.toString()).contains("nothing: the circuit is forced open");
  }

  @Test
  void aTenantThatIsNotThereIsToldFromAnIdleOne() {
    assertThat(run("tenants", "nobody")).isEqualTo(1);
    assertThat(out.toString()).startsWith("there is no tenant nobody: it has no event");

    assertThat(run("tenants", "alpha", "--circuit", "release")).isZero();
    assertThat(run("tenants", "alpha")).isZero();
    assertThat(out.toString()).contains("alpha");
  }

  @Test
  void replayTakesIdsOrATenantButNotBothAndNotNeither() {
    long id = rig.fail("one");

    assertThat(outbox("replay", "" + id, "--dry-run")).isZero();
    assertThat(out).hasToString("1 event would be replayed\n");
    assertThat(rig.statusOf(id)).isEqualTo(EventStatus.FAILED);

    assertThat(outbox("replay", "--tenant", "alpha")).isZero();
    assertThat(out).hasToString("1 event replayed\n");
    assertThat(rig.statusOf(id)).isEqualTo(EventStatus.PENDING);

    assertThat(outbox("replay")).isEqualTo(2);
    assertThat(outbox("replay", "" + id, "--tenant", "alpha")).isEqualTo(2);
  }

  @Test
  void whatIsNoIdIsNamed() {
    assertThat(outbox("discard", "7", "abc")).isEqualTo(2);
    assertThat(err.toString()).startsWith("'abc' is not an event's id, which is a whole number");
  }

  @Test
  void whatIsLeftAloneIsNamedAndIsExitCodeOne() {
    long id = rig.queue("one");

    assertThat(outbox("replay", "" + id)).isEqualTo(1);
    assertThat(out.toString())
        .contains("0 events replayed", "left alone: " + id + ", it is waiting");
  }

  @Test
  void discardRemovesFailedEvents() {
    long id = rig.fail("one");

    assertThat(outbox("discard", "" + id)).isZero();
    assertThat(outbox("discard", "" + id)).isEqualTo(1);
    assertThat(err.toString()).contains("404", "no such event: " + id);
  }

  @Test
  void discardGivesUpAPendingEventByForce() {
    long id = rig.queue("one");

    assertThat(outbox("discard", "" + id)).isEqualTo(1);
    assertThat(out.toString())
        .contains("it has not failed and may yet be delivered (use --force to override)");
    assertThat(outbox("discard", "" + id, "--force")).isZero();
    assertThat(out).hasToString("1 event discarded\n");
  }

  @Test
  void checkIsExitCodeOneOverTheThreshold() {
    rig.queue("one");
    rig.queue("two");
    rig.fail("three");

    assertThat(outbox("check")).isZero();
    assertThat(outbox("check", "--max-pending", "2")).isZero();
    assertThat(outbox("check", "--max-pending", "1")).isEqualTo(1);
    assertThat(out.toString()).startsWith("TOO MANY: not delivered 2 of 1");
    assertThat(outbox("check", "--max-failed", "0")).isEqualTo(1);
  }

  @Test
  void tailShowsEachEventOnce() {
    long one = rig.queue("one");

    assertThat(outbox("tail", "--interval", "0.01", "--rounds", "3")).isZero();
    assertThat(out.toString().lines())
        .hasSize(1)
        .allMatch(line -> line.contains("  " + one + "  "));
  }

  @Test
  void tailEndsWhenNobodyReadsItAnyMore() {
    rig.queue("one");
    standardOutput = new ClosedPipe();

    assertThat(outbox("tail", "--interval", "0.01")).isZero();
  }

  @Test
  void tailTakesNoTimeAndNoRoundsThatThereAreNot() {
    assertThat(outbox("tail", "--interval", "0")).isEqualTo(2);
    assertThat(err.toString()).startsWith("--interval: must be more than 0 seconds");
    assertThat(outbox("tail", "--rounds", "-1")).isEqualTo(2);
    assertThat(err.toString()).startsWith("--rounds: must be 0 or more");
  }

  @Test
  void aTimeThatIsNoneIsNamedByItsOption() {
    assertThat(outbox("replay", "--tenant", "alpha", "--before", "yesterday")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("--before: 'yesterday' is not a time with its zone, such as 2026-");

    long id = rig.fail("one");
    assertThat(outbox("replay", "--tenant", "alpha", "--before", "2020-01-01T00:00+01:00"))
        .isZero();
    assertThat(rig.statusOf(id)).isEqualTo(EventStatus.FAILED);
  }

  @Test
  void tenantsShowsAndForcesCircuits() {
    assertThat(run("tenants")).isZero();
    assertThat(out.toString()).contains("alpha", "forced_open");

    assertThat(run("tenants", "alpha", "--circuit", "release")).isZero();
    assertThat(out.toString().lines().toList().get(1)).matches("alpha +closed +yes +0 +0 +-");
    assertThat(run("tenants", "--circuit", "open")).isEqualTo(2);
    assertThat(run("tenants", "alpha", "--circuit", "half")).isEqualTo(2);
  }

  @Test
  void tenantsSaysThatNoneIsInTroubleAndCountsFailedEvents() {
    rig.fail("one");
    assertThat(run("tenants")).isZero();
    assertThat(out.toString())
        .contains("alpha", "forced_open")
        .endsWith("1 failed event: soma outbox list --status failed\n");

    try (GatewayRig idle =
        new GatewayRig(
            "SOMABRAIN_OUTBOX_API_TOKEN",
            AdminRig.ADMIN_TOKEN,
            "SOMABRAIN_ADMIN_BIND",
            "127.0.0.1:0")) {
      String url = "http://127.0.0.1:" + idle.serve().adminPort();
      String[] service = {"--url", url, "--token-file", tokenFile(AdminRig.ADMIN_TOKEN)};
      assertThat(execute(with(service, "tenants"))).isZero();
      assertThat(out).hasToString("no tenant is in trouble\n");
    }
  }

  @Test
  void tenantsShowsWhyACircuitIsOpen() {
    rig.gateway().service().answer(GatewayRig.TENANT, GatewayRig.UNAVAILABLE);
    assertThat(run("tenants", "alpha", "--circuit", "release")).isZero();
    rig.queue("one");
    do {
      assertThat(run("tenants")).isZero();
    } while (!out.toString().contains("alpha: "));

    assertThat(out.toString().lines().toList().get(2))
        .matches(
            "alpha: (half_)?open since [-0-9]+T[:0-9]+Z, next probe (at|with) .*:"
                + " the memory service answers 500: broken");
  }

  @Test
  void aWrongTokenIsExitCodeOneAndNobodyThereIsTwo() {
    assertThat(execute("outbox", "list", "--url", rig.url(), "--token-file", tokenFile("wrong")))
        .isEqualTo(1);
    assertThat(err.toString()).contains("401");

    assertThat(
            execute(
                "outbox", "list", "--url", "http://127.0.0.1:1", "--token-file", tokenFile("any")))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains("no server listens at http://127.0.0.1:1", "SOMABRAIN_ADMIN_URL");
    assertThat(execute("outbox", "list", "--url", "nonsense", "--token-file", tokenFile("any")))
        .isEqualTo(2);
    assertThat(execute("outbox")).isEqualTo(2);
  }

  @Test
  void anOrderWithTheReadOnlyTokenSaysWhichTokenItNeeds() {
    String[] service = {"--url", rig.url(), "--token-file", tokenFile(AdminRig.READ_TOKEN)};

    assertThat(execute(with(service, "outbox", "list"))).isZero();
    assertThat(execute(with(service, "outbox", "replay", "4711"))).isEqualTo(1);
    assertThat(err.toString()).contains("read-only; use SOMABRAIN_OUTBOX_API_TOKEN");
  }

  private static String[] with(String[] service, String... command) {
    return Stream.of(command, service).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void aTokenInTheListOfProcessesIsRefusedAndNotRepeated() {
    assertThat(execute("outbox", "list", "--url", rig.url(), "--token", AdminRig.ADMIN_TOKEN))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains("--token is gone", "--token-file")
        .doesNotContain(AdminRig.ADMIN_TOKEN);
    assertThat(execute("outbox", "list", "--token-file", directory + "/nowhere")).isEqualTo(2);
    assertThat(err.toString()).contains("--token-file: cannot read the file", "there is none");
  }

  private List<Long> listed(String status) {
    assertThat(outbox("list", "--status", status)).isZero();
    return out.toString()
        .lines()
        .skip(1)
        .map(line -> Long.parseLong(line.strip().replaceAll(" .*", "")))
        .toList();
  }

  private static String stateIn(String table, long id) {
    String line =
        table.lines().filter(row -> row.strip().startsWith(id + " ")).findFirst().orElseThrow();
    return line.strip().split(" {2,}")[3];
  }

  private String tokenFile(String token) {
    try {
      return Files.writeString(directory.resolve("token"), token + "\n").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int outbox(String... arguments) {
    List<String> line = new ArrayList<>(List.of("outbox"));
    line.addAll(Arrays.asList(arguments));
    return run(line.toArray(new String[0]));
  }

  private int run(String... arguments) {
    List<String> line = new ArrayList<>(Arrays.asList(arguments));
    line.addAll(List.of("--url", rig.url(), "--token-file", tokenFile(AdminRig.ADMIN_TOKEN)));
    return execute(line.toArray(new String[0]));
  }

  private int execute(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return new CommandLine(new Root())
        .addSubcommand(new OutboxCommand())
        .addSubcommand(new TenantsCommand())
        .setOut(new PrintWriter(standardOutput, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @CommandLine.Command(name = "soma")
  private static final class Root {}

  private static final class ClosedPipe extends Writer {

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      throw new IOException("Broken pipe");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}

package io.soma.memory.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soma.memory.gateway.AdminRig;
import io.soma.memory.testkit.fake.InMemoryTransport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the commands say while the transport takes no events. */
@Timeout(60)
class TransportOutageTest {

  private static final String WHY = "interrupted by the test";

  private final InMemoryTransport transport = new InMemoryTransport();
  private AdminRig rig;
  private long event;
  private String said = "";

  @TempDir private Path directory;

  /** The circuit is closed: nothing but the transport keeps the event. */
  @BeforeEach
  void queueAnEvent() {
    transport.interruptAfter(0);
    rig = new AdminRig(transport);
    event = rig.queue("one");
    rig.post("/admin/tenants/alpha", "{\"circuit\":\"release\"}");
    while (shown().path("transport_refusal").isNull()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private JsonNode shown() {
    return rig.get("/admin/outbox/events/" + event);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void showSaysWhyTheTransportTakesNothingAndWhatToDo() {
    assertThat(outbox("show", Long.toString(event))).isZero();

    assertThat(said)
        .containsPattern(
            "transport +the transport direct takes none of the tenant's events since .+: " + WHY)
        .containsPattern("to do +mend what the transport says")
        .doesNotContain("on its way");
  }

  @Test
  void listHasTheReasonWhereAnErrorWouldBe() {
    assertThat(outbox("list")).isZero();

    assertThat(said).contains(WHY);
  }

  @Test
  void summaryAndCheckSaySo() {
    assertThat(outbox("summary")).isZero();
    assertThat(said).containsPattern("tenant alpha: the transport direct takes none .+: " + WHY);

    assertThat(outbox("check")).isZero();
    assertThat(said)
        .startsWith("WITHIN THE LIMITS: not delivered 1 of 100")
        .containsPattern("tenant alpha: the transport direct takes none .+: " + WHY);
  }

  @Test
  void retryDoesNotSayThatItIsOnItsWay() {
    assertThat(outbox("retry", Long.toString(event))).isZero();

    assertThat(said).contains("takes none of the tenant's events: " + WHY);
  }

  @Test
  void whatTheTransportHasTakenIsOnItsWay() {
    transport.resume();
    rig.advanceSeconds(10);
    while (!shown().path("state").asText().equals("in transit")) {
      LockSupport.parkNanos(1_000_000);
    }

    assertThat(outbox("show", Long.toString(event))).isZero();
    assertThat(said).contains("nothing; it is on its way").doesNotContain(WHY);
  }

  private int outbox(String... arguments) {
    StringWriter written = new StringWriter();
    PrintWriter out = new PrintWriter(written, true);
    int code =
        new CommandLine(new OutboxCommand())
            .setOut(out)
            .setErr(out)
            .execute(
                Stream.concat(
                        Stream.of(arguments),
                        Stream.of("--url", rig.url(), "--token-file", tokenFile().toString()))
                    .toArray(String[]::new));
    said = written.toString();
    return code;
  }

  private Path tokenFile() {
    try {
      return Files.writeString(directory.resolve("token"), AdminRig.ADMIN_TOKEN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

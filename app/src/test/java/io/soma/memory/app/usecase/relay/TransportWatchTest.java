package io.soma.memory.app.usecase.relay;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.soma.memory.app.LogLines;
import io.soma.memory.app.Rig;
import io.soma.memory.domain.outbox.BrokerHealth;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TransportRefusal;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.testkit.fake.InMemoryTransport;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What operators see of a transport that takes no events. */
class TransportWatchTest {

  private static final TenantId OTHER = new TenantId("beta");

  @RegisterExtension final LogLines lines = new LogLines(TransportWatch.class, Level.INFO);

  private final InMemoryTransport transport = new InMemoryTransport();
  private final Rig rig = rig(transport);

  private static Rig rig(EventPublisher transport) {
    return new Rig(
        fakes -> binder -> binder.bind(EventPublisher.class).toInstance(transport),
        "SOMABRAIN_MEMORY_WRITE_MODE",
        "fast_ack");
  }

  @Test
  void anOutageIsOneLineAndItsEndAnother() {
    rig.remember("key", "one");
    rig.remember("key", "two");
    transport.interruptAfter(0);

    rig.relay();
    rig.relay();
    rig.relay();

    assertThat(lines.all())
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "the transport takes none of its events, trying again: interrupted by the test");
    assertThat(fields(lines.all().get(0)))
        .isEqualTo(Map.of("tenant", "alpha", "transport", "direct", "waiting", "2"));

    transport.resume();
    rig.relay();
    rig.relay();

    assertThat(lines.all())
        .extracting(ILoggingEvent::getFormattedMessage)
        .element(1)
        .isEqualTo("the transport takes its events again");
    assertThat(fields(lines.all().get(1)))
        .isEqualTo(Map.of("tenant", "alpha", "transport", "direct", "failures", "3"));
    assertThat(lines.all()).hasSize(2);
  }

  @Test
  void anOutageOfManyTenantsNamesTheFirstAlone() {
    List<TenantId> tenants =
        IntStream.range(0, 30).mapToObj(number -> new TenantId("tenant-" + number)).toList();
    tenants.forEach(tenant -> rig.remember(tenant.value(), "key", "of-" + tenant));
    transport.interruptAfter(0);

    tenants.forEach(rig::relay);

    assertThat(lines.all()).hasSize(TransportWatch.NAMED_AT_MOST + 1);
    assertThat(rig.health().refusal(tenants.get(29))).isPresent();

    transport.resume();
    tenants.forEach(rig::relay);

    assertThat(lines.all()).hasSize(2 * TransportWatch.NAMED_AT_MOST + 1);
    assertThat(tenants).allSatisfy(each -> assertThat(rig.health().refusal(each)).isEmpty());
  }

  @Test
  void theHealthReportHasTheReasonForAsLongAsItHolds() {
    rig.remember("key", "one");
    assertThat(rig.health().refusal(TENANT)).isEmpty();
    assertThat(rig.health().broker()).isEmpty();
    transport.interruptAfter(0);

    rig.relay();

    assertThat(rig.health().refusal(TENANT))
        .hasValue(new TransportRefusal("direct", "interrupted by the test", rig.clock().instant()));
    assertThat(rig.health().refusal(OTHER)).isEmpty();
    assertThat(rig.health().broker())
        .hasValue(new BrokerHealth(false, "direct takes no events: interrupted by the test"));

    transport.resume();
    rig.relay();

    assertThat(rig.health().refusal(TENANT)).isEmpty();
    assertThat(rig.health().broker()).hasValue(new BrokerHealth(true, "direct takes events"));
  }

  @Test
  void oneTenantsTroubleIsNoOutageWhereAnotherPasses() {
    rig.remember("key", "one");
    rig.remember("beta", "key", "two");
    transport.interruptAfter(0);
    rig.relay();
    transport.resume();

    rig.relay(OTHER);

    assertThat(rig.health().broker().orElseThrow().isUp()).isTrue();
    assertThat(rig.health().refusal(TENANT)).isPresent();
  }

  @Test
  void aTransportThatTakesSomeAndPausesIsNotAway() {
    rig.remember("key", "one");
    rig.remember("key", "two");
    transport.interruptAfter(1);

    rig.relay();

    assertThat(lines.all()).isEmpty();
    assertThat(rig.health().refusal(TENANT)).isEmpty();
  }

  /** Both processes meet the outage, and one of them carries the events after it. */
  @Test
  void whatAnotherProcessCarriedIsNotRefusedAnyMore() {
    rig.remember("key", "one");
    transport.interruptAfter(0);
    rig.relay();
    OutboxEvent event = rig.outbox().events().get(0);
    rig.outbox().confirm(TENANT, List.of(event));

    rig.relay();

    assertThat(rig.health().refusal(TENANT)).isEmpty();
    assertThat(rig.health().broker().orElseThrow().isUp()).isTrue();
    assertThat(lines.all())
        .extracting(ILoggingEvent::getFormattedMessage)
        .element(1)
        .isEqualTo("none of its events waits for the transport any more");
  }

  @Test
  void whatATransportThrowsIsAReasonToo() {
    Rig broken = rig(new Broken());
    broken.remember("key", "one");

    assertThatThrownBy(broken::relay).hasMessage("no such directory");

    assertThat(broken.health().refusal(TENANT).orElseThrow().reason())
        .isEqualTo("java.lang.IllegalStateException: no such directory");
    // The relay's loop logs it.
    assertThat(lines.all()).isEmpty();
  }

  private static final class Broken implements EventPublisher {

    @Override
    public Published publish(TenantId tenant, List<OutboxEvent> events) {
      throw new IllegalStateException("no such directory");
    }
  }

  private static Map<String, String> fields(ILoggingEvent line) {
    return line.getKeyValuePairs().stream()
        .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
  }
}

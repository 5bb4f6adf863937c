package io.soma.memory.testkit.server.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HangTest {
  private final ScriptableMemoryService service = ScriptableMemoryService.start();
  private final FaultScope faults = service.faults().forTenant("t");
  private RawClient client;

  @BeforeEach
  void connect() throws Exception {
    client = new RawClient(service);
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    service.close();
  }

  @Test
  void nothingComesWhileItHangsAndOthersAreServed() throws Exception {
    faults.set(new Fault.Hang());
    hang();
    client.timeout(50);
    assertThatThrownBy(() -> client.in().read()).isInstanceOf(SocketTimeoutException.class);
    assertThat(new ServiceClient(service, "other").store("1", "{}").statusCode()).isEqualTo(200);
    assertThat(service.effects("t")).isEmpty();
  }

  @Test
  void clearingProcessesWhatHung() throws Exception {
    faults.set(new Fault.Hang());
    hang();
    faults.clear();
    assertThat(client.head()).startsWith("HTTP/1.1 200");
    assertThat(service.effects()).hasSize(1);
  }

  @Test
  void clearingEverythingEndsAHangForAll() throws Exception {
    service.faults().forAll().set(new Fault.Hang());
    hang();
    service.faults().clear();
    assertThat(client.head()).startsWith("HTTP/1.1 200");
  }

  @Test
  void clearingDropsWhatHungIfToldSo() throws Exception {
    faults.set(new Fault.Hang(Fault.WhenCleared.DROP));
    hang();
    faults.clear();
    assertThat(client.rest()).isEmpty();
    assertThat(service.effects()).isEmpty();
  }

  @Test
  void anotherFaultEndsTheHangOfTheOperationsItIsFor() throws Exception {
    faults.set(new Fault.Hang());
    hang();
    faults.on(Operation.FETCH).set(new Fault.Unauthorized());
    client.timeout(50);
    assertThatThrownBy(() -> client.in().read()).isInstanceOf(SocketTimeoutException.class);
    client.timeout(30_000);
    faults.on(Operation.STORE).set(new Fault.Unauthorized());
    assertThat(client.head()).startsWith("HTTP/1.1 200");
  }

  @Test
  void aClientThatClosesTakesItsRequestBack() throws Exception {
    faults.set(new Fault.Hang());
    hang();
    client.close();
    // The load falls when the service has seen the close; only then may the hang end.
    Patience.until("the close was seen", () -> service.running("t") == 0);
    faults.clear();
    assertThat(new ServiceClient(service, "t").store("2", "{}").statusCode()).isEqualTo(200);
    assertThat(service.effects()).extracting(EffectRecord::coordinate).containsExactly("2.0");
  }

  @Test
  void oneAnnouncedHangHangsOneRequest() throws Exception {
    faults.next(1, new Fault.Hang());
    hang();
    assertThat(new ServiceClient(service, "t").store("2", "{}").statusCode()).isEqualTo(200);
    faults.clear();
    assertThat(client.head()).startsWith("HTTP/1.1 200");
    assertThat(service.effects())
        .extracting(EffectRecord::coordinate)
        .containsExactly("2.0", "1.0");
  }

  private void hang() throws Exception {
    client.send(client.storing("t", "1"));
    Patience.until("the request arrived", () -> service.running("t") == 1);
  }
}

package io.soma.memory.testkit.server.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultScopeTest {
  private final ScriptableMemoryService service = ScriptableMemoryService.start();
  private final ServiceClient client = new ServiceClient(service, "t");
  private final ServiceClient other = new ServiceClient(service, "other");

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void aTenantsFaultIsItsOwn() throws Exception {
    service.faults().forTenant("t").set(status(500));
    assertThat(stored(client)).isEqualTo(500);
    assertThat(stored(other)).isEqualTo(200);
  }

  @Test
  void aTenantsFaultGoesBeforeTheOneForAll() throws Exception {
    service.faults().forAll().set(status(500));
    service.faults().forTenant("t").set(status(502));
    assertThat(stored(client)).isEqualTo(502);
    assertThat(stored(other)).isEqualTo(500);
    service.faults().forTenant("t").clear();
    assertThat(stored(client)).isEqualTo(500);
    service.faults().clear();
    assertThat(stored(client)).isEqualTo(200);
  }

  @Test
  void announcedFaultsComeInOrderAndThenTheStandingOne() throws Exception {
    FaultScope faults = service.faults().forTenant("t");
    faults.set(status(500));
    faults.next(2, status(501));
    faults.next(1, status(502));
    assertThat(stored(client)).isEqualTo(501);
    assertThat(stored(client)).isEqualTo(501);
    assertThat(stored(client)).isEqualTo(502);
    assertThat(stored(client)).isEqualTo(500);
  }

  @Test
  void afterTheAnnouncedOnesAllIsWell() throws Exception {
    service.faults().forAll().next(1, status(500));
    service.faults().forAll().next(0, status(501));
    assertThat(stored(client)).isEqualTo(500);
    assertThat(stored(client)).isEqualTo(200);
  }

  @Test
  void operationsFailApart() throws Exception {
    FaultScope writes = service.faults().forTenant("t").on(Operation.STORE, Operation.DELETE);
    writes.set(status(500));
    assertThat(stored(client)).isEqualTo(500);
    assertThat(client.delete("/memories/1").statusCode()).isEqualTo(500);
    assertThat(client.get("/memories/1").statusCode()).isEqualTo(404);
    service.faults().forTenant("t").on(Operation.STORE).clear();
    assertThat(stored(client)).isEqualTo(200);
    assertThat(client.delete("/memories/1").statusCode()).isEqualTo(500);
  }

  @Test
  void anAnnouncedFaultWaitsForItsOperation() throws Exception {
    service.faults().forTenant("t").on(Operation.DELETE).next(1, status(500));
    assertThat(stored(client)).isEqualTo(200);
    assertThat(client.delete("/memories/1").statusCode()).isEqualTo(500);
    assertThat(client.delete("/memories/1").statusCode()).isEqualTo(200);
  }

  @Test
  void clearingTakesBackWhatWasAnnounced() throws Exception {
    service.faults().forTenant("t").next(5, status(500));
    service.faults().forTenant("t").on(Operation.DELETE).clear();
    assertThat(stored(client)).isEqualTo(500);
    service.faults().forTenant("t").clear();
    assertThat(stored(client)).isEqualTo(200);
  }

  @Test
  void tenantsAreTakenFromTheHeaderThoughTheServiceIgnoresIt() throws Exception {
    service.faults().forTenant("t").set(status(500));
    assertThat(stored(client)).isEqualTo(500);
    assertThat(stored(other)).isEqualTo(200);
  }

  private static Fault status(int status) {
    return new Fault.StatusBeforeEffect(status, "scripted");
  }

  private static int stored(ServiceClient client) throws Exception {
    return client.store("1", "{}").statusCode();
  }
}
